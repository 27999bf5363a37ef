#pragma once

#include <boost/beast/http/fields.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/status.hpp>
#include <boost/beast/http/string_body.hpp>
#include <string>
#include <string_view>

namespace crosspoint::io::http {

using Request = boost::beast::http::request<boost::beast::http::string_body>;

inline std::string_view view(boost::beast::string_view text) { return {text.data(), text.size()}; }

/// The target of a request without what stands behind its `?`, as it came.
std::string_view path_of(Request const& request);

/// One answer, with what every answer of this server says: its date, and that nobody guesses at its type.
class Answer {
 public:
  using Status = boost::beast::http::status;
  using Field = boost::beast::http::field;

  explicit Answer(Status status);
  Answer(Status status, std::string_view content_type, std::string body);

  void set(Field field, std::string_view value) { head_.set(field, value); }
  void set(std::string_view field, std::string_view value) { head_.set(field, value); }

  /// A body that outlives the answer.
  void use(std::string_view body) { borrowed_ = body; }

  [[nodiscard]] Status status() const { return head_.result(); }
  [[nodiscard]] std::string_view body() const { return borrowed_.empty() ? body_ : borrowed_; }

  /// The head as it goes over the wire, its length included. `keep_alive`: further requests may follow.
  [[nodiscard]] std::string head(bool keep_alive) const;

 private:
  boost::beast::http::response_header<> head_;
  std::string body_;
  std::string_view borrowed_;
};

/// Any other answer than success, with a sentence for people.
Answer refusal(Answer::Status why, std::string sentence = {});

}  // namespace crosspoint::io::http
