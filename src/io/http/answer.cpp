#include "io/http/answer.h"

#include <array>
#include <boost/beast/http/write.hpp>
#include <ctime>
#include <sstream>

namespace crosspoint::io::http {
namespace {

/// RFC 9110, 5.6.7
std::string date() {
  auto const now = std::time(nullptr);
  std::tm parts{};
  ::gmtime_r(&now, &parts);
  std::array<char, 32> text{};
  auto const length = std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
  return {text.data(), length};
}

}  // namespace

std::string_view path_of(Request const& request) { return view(request.target()).substr(0, request.target().find('?')); }

Answer::Answer(Status status) {
  head_.version(11);
  head_.result(status);
  set(Field::date, date());
  set("X-Content-Type-Options", "nosniff");
}

Answer::Answer(Status status, std::string_view content_type, std::string body) : Answer(status) {
  set(Field::content_type, content_type);
  set(Field::cache_control, "no-store");
  body_ = std::move(body);
}

std::string Answer::head(bool keep_alive) const {
  auto head = head_;
  bool const has_no_body = status() == Status::switching_protocols || status() == Status::not_modified;
  if (!has_no_body) head.set(Field::content_length, std::to_string(body().size()));
  if (!keep_alive) {
    auto const other = view(head[Field::connection]);
    head.set(Field::connection, other.empty() ? "close" : std::string(other) + ", close");
  }
  std::ostringstream out;
  out << head;
  return out.str();
}

Answer refusal(Answer::Status why, std::string sentence) {
  if (sentence.empty()) sentence = boost::beast::http::obsolete_reason(why);
  return {why, "text/plain; charset=utf-8", std::move(sentence) + "\n"};
}

}  // namespace crosspoint::io::http
