#include "io/http/files.h"

#include "io/http/server_fixture.h"

namespace crosspoint::io::http {
namespace {

using testing::Contains;
using testing::Each;
using testing::Not;
using testing::SizeIs;

struct HttpFiles : HttpServer {
  std::pair<std::vector<std::string>, std::string> get(std::string const& path, std::string const& more) {
    Client client(server->port());
    client.send("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + more + "\r\n");
    auto lines = head(client);
    return {std::move(lines), client.line().value_or("")};
  }
};

TEST_F(HttpFiles, ComeInTheSmallestFormThatAClientTakes) {
  open();
  for (auto const& [accepts, body] : std::vector<std::pair<std::string, std::string>>{{"", "plain"},
                                                                                      {"gzip, deflate, br", "brotlied"},
                                                                                      {"BR;q=0.1", "brotlied"},
                                                                                      {"gzip;q=1.0, br;q=0", "gzipped"},
                                                                                      {"gzip;q=0.0", "plain"},
                                                                                      {"brr, identity", "plain"}}) {
    auto const [lines, received] = get("/assets/a-1.js", "Accept-Encoding: " + accepts + "\r\n");
    EXPECT_EQ(received, body) << accepts;
    EXPECT_THAT(lines, Contains("Vary: Accept-Encoding\r"));
    EXPECT_THAT(lines, Contains("Cache-Control: public, max-age=31536000, immutable\r"));
  }
  EXPECT_THAT(get("/assets/a-1.js", "Accept-Encoding: br\r\n").first, Contains("Content-Encoding: br\r"));
}

TEST_F(HttpFiles, AreNotSentToThoseWhoHaveThem) {
  open();
  EXPECT_THAT(get("/", "").first, Contains("ETag: \"f00d\"\r"));
  EXPECT_THAT(get("/assets/a-1.js", "Accept-Encoding: br\r\n").first, Contains("ETag: \"cafe-br\"\r"));
  for (auto const* const known : {"\"f00d\"", "W/\"f00d\"", "\"old\", \"f00d\"", "*"}) {
    auto const [lines, body] = get("/", "If-None-Match: " + std::string(known) + "\r\n");
    EXPECT_EQ(lines.front(), "HTTP/1.1 304 Not Modified\r") << known;
    EXPECT_THAT(lines, Contains("ETag: \"f00d\"\r"));
    EXPECT_EQ(body, "");
  }
  EXPECT_EQ(get("/", "If-None-Match: \"f00\"\r\n").first.front(), "HTTP/1.1 200 OK\r");
}

TEST_F(HttpFiles, SayWhatAPageMayDo) {
  open();
  auto const lines = get("/", "").first;
  EXPECT_THAT(lines, Contains("Cache-Control: no-cache\r"));
  EXPECT_THAT(lines, Contains("Cross-Origin-Opener-Policy: same-origin\r"));
  EXPECT_THAT(lines, Contains("Permissions-Policy: microphone=(self), speaker-selection=(self), hid=(self)\r"));
  EXPECT_THAT(
      lines, Contains("Content-Security-Policy: default-src 'self'; connect-src 'self'; img-src 'self' data:; worker-src 'self'; "
                      "object-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'\r"));
}

TEST(EmbeddedFiles, NameEachOtherByTheirHashes) {
  auto const files = embedded_files();
  auto const page = std::ranges::find(files, "/", &File::path);
  ASSERT_NE(page, files.end());
  EXPECT_FALSE(page->immutable);
  for (auto const& file : files) {
    EXPECT_LT(file.brotli.size(), file.plain.size());
    if (file.path == "/") continue;
    EXPECT_TRUE(file.immutable);
    auto const name = file.path.substr(file.path.rfind('/') + 1);
    EXPECT_TRUE(std::ranges::any_of(files, [&](File const& other) {
      return other.path != file.path && other.plain.find(name) != std::string_view::npos;
    })) << file.path;
  }
}

}  // namespace
}  // namespace crosspoint::io::http
