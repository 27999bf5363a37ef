#include "io/sources/http/web_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>
#include <thread>

#include "io/net/testing/certificate.h"
#include "io/sources/http/request.h"

namespace crosspoint::io::sources::http {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;
using net::testing_support::Certificate;
using testing::HasSubstr;
using testing::StartsWith;

std::string ok(std::string const& body) {
  return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

/// A web service that takes one connection, notes what it is asked and says what the test wants; inside TLS with a certificate.
class Service {
 public:
  explicit Service(std::string answer, Certificate const* certificate = nullptr) : answer_(std::move(answer)) {
    if (certificate != nullptr) {
      tls_.use_certificate_chain_file(certificate->certificate());
      tls_.use_private_key_file(certificate->key(), asio::ssl::context::pem);
    }
    thread_ = std::thread([this, secure = certificate != nullptr] {
      boost::system::error_code error;
      asio::ssl::stream<asio::ip::tcp::socket> stream(acceptor_.accept(), tls_);
      if (!secure) return serve(stream.next_layer());
      stream.handshake(asio::ssl::stream_base::server, error);
      if (!error) serve(stream);
    });
  }
  Service(Service const&) = delete;
  Service& operator=(Service const&) = delete;
  ~Service() { end(); }

  [[nodiscard]] std::string url(std::string const& target) const {
    return "127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port()) + target;
  }
  std::string request() {
    end();
    return request_;
  }

 private:
  template <class Stream>
  void serve(Stream& stream) {
    boost::system::error_code error;
    asio::read_until(stream, asio::dynamic_buffer(request_), "\r\n\r\n", error);
    asio::write(stream, asio::buffer(answer_), error);
    char byte = 0;
    if (!error) stream.read_some(asio::buffer(&byte, 1), error);  // until the client has gone
  }
  void end() {
    if (thread_.joinable()) thread_.join();
  }

  std::string answer_, request_;
  asio::io_context context_;
  asio::ssl::context tls_{asio::ssl::context::tls_server};
  asio::ip::tcp::acceptor acceptor_{context_, {asio::ip::address_v4::loopback(), 0}};
  std::thread thread_;
};

HttpSettings settings(std::string url, std::string ca = {}) {
  return {.url = std::move(url), .results = "items", .ca = std::move(ca), .mapping = {"id", {{"lastname", "name"}}}};
}

auto ask(HttpSettings const& of, Question const& question, std::chrono::milliseconds patience = 10s) {
  return WebService(of).ask(question, Asker::Clock::now() + patience);
}

std::string refusal(HttpSettings const& of, std::chrono::milliseconds patience = 10s) {
  auto const answer = ask(of, flow::Matching{"x"}, patience);
  return answer ? "" : answer.error().detail;
}

auto const one_contact = ok(R"({"items": [{"id": 7, "name": "Müller"}]})");

TEST(WebService, IsAskedWithThePatternEncodedAndTheConfiguredHeaders) {
  Service service(one_contact);
  auto of = settings("http://" + service.url("/search?q={pattern}&n=5"));
  of.headers = {{"Authorization", "Bearer abc"}};
  EXPECT_EQ(ask(of, flow::Matching{"mü & co"}).value(), (Contacts{{"7", {{"lastname", "Müller"}}}}));
  EXPECT_THAT(service.request(), StartsWith("GET /search?q=m%C3%BC%20%26%20co&n=5 HTTP/1.1\r\n"));
  EXPECT_THAT(service.request(), HasSubstr("\r\nAuthorization: Bearer abc\r\n"));
  EXPECT_THAT(service.request(), HasSubstr("\r\nHost: 127.0.0.1:"));
}

TEST(WebService, IsAskedForContactsByTheirIds) {
  Service service(one_contact);
  auto of = settings("http://host/{pattern}");
  of.id_url = "http://" + service.url("/people?ids={ids}");
  EXPECT_EQ(ask(of, flow::WithIds{{"7", "8,9"}}).value().size(), 1U);
  EXPECT_THAT(service.request(), StartsWith("GET /people?ids=7,8%2C9 HTTP/1.1\r\n"));
}

TEST(WebService, IsTrustedWithTheCertificateOfItsCa) {
  Certificate const certificate("crm");
  Service service(one_contact, &certificate);
  EXPECT_EQ(ask(settings("https://" + service.url("/{pattern}"), certificate.certificate()), flow::Matching{"x"}).value().size(),
            1U);
}

TEST(WebService, IsRefusedWithACertificateOfSomebodyElse) {
  Certificate const certificate("crm"), another("other");
  Service service(one_contact, &certificate), same(one_contact, &certificate);
  EXPECT_THAT(refusal(settings("https://" + service.url("/{pattern}"), another.certificate())), HasSubstr("certificate verify"));
  EXPECT_THAT(refusal(settings("https://" + same.url("/{pattern}"))), HasSubstr("certificate verify")) << "the machine's own CAs";
}

TEST(WebService, IsRefusedWithACertificateOfAnotherName) {
  Certificate const certificate("crm");
  Service service(one_contact, &certificate);
  auto url = "https://" + service.url("/{pattern}");
  url.replace(url.find("127.0.0.1"), 9, "localhost");
  EXPECT_THAT(refusal(settings(url, certificate.certificate())), HasSubstr("certificate verify"));
}

TEST(WebService, SaysWhatIsWrongWithItsCaFile) {
  EXPECT_THAT(refusal(settings("https://127.0.0.1:1/{pattern}", "/nonexistent/ca.pem")), HasSubstr("/nonexistent/ca.pem"));
}

TEST(WebService, FailsWhenNobodyListens) { EXPECT_THAT(refusal(settings("http://127.0.0.1:1/{pattern}")), HasSubstr("refused")); }

TEST(WebService, FailsWhenItDoesNotAnswerInTime) {
  Service silent("");
  EXPECT_EQ(refusal(settings("http://" + silent.url("/{pattern}")), 50ms), "no answer in time");
}

TEST(WebService, FollowsNoRedirection) {
  Service moved("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");
  EXPECT_EQ(refusal(settings("http://" + moved.url("/{pattern}"))), "answered HTTP 302");
}

TEST(WebService, FailsWhenItsAnswerIsTooLong) {
  Service endless("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(most_bytes_of_answer + 1) + "\r\n\r\n");
  EXPECT_THAT(refusal(settings("http://" + endless.url("/{pattern}"))), HasSubstr("body limit"));
  Service long_header("HTTP/1.1 200 OK\r\nX: " + std::string(100'000, 'x') + "\r\n\r\n");
  EXPECT_THAT(refusal(settings("http://" + long_header.url("/{pattern}"))), HasSubstr("header limit"));
}

TEST(WebService, FailsWhenItsAnswerIsCutOff) {
  Service cut("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"items\":");
  EXPECT_FALSE(refusal(settings("http://" + cut.url("/{pattern}")), 100ms).empty());
}

}  // namespace
}  // namespace crosspoint::io::sources::http
