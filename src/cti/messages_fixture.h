#pragma once

#include <boost/json.hpp>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <string_view>

namespace crosspoint::cti {

/// docs/messages.yml, as a validator of what the server sends and reads. What its words mean stands at the head of that file.
class DescribedMessages {
 public:
  DescribedMessages();

  /// One for all tests: reading the file takes longer than most of them.
  static DescribedMessages const& instance();

  [[nodiscard]] boost::json::object const& of_clients() const { return book_.at("client").as_object(); }
  [[nodiscard]] boost::json::object const& types() const { return book_.at("types").as_object(); }

  /// Why this line is none that the server may send; empty when it is one.
  [[nodiscard]] std::string fault_of_line(std::string_view line) const;

  /// The fields that the server reads of that request of a client, as "required integer|text", by their paths (see wire::Asked).
  [[nodiscard]] std::map<std::string, std::string> fields_read(std::string_view request) const;

 private:
  using Value = boost::json::value;
  using Object = boost::json::object;

  [[nodiscard]] std::string fault(Value const& type, Value const& value) const;
  [[nodiscard]] std::string fault_in_object(Object const& type, Object const& object) const;
  [[nodiscard]] std::string fault_of_message(Object const& message, Object const& sent) const;
  [[nodiscard]] std::set<std::string> kinds(Value const& type) const;
  void collect(Object const& fields, std::string const& path, std::map<std::string, std::string>& read) const;
  void collect_within(Value const& type, std::string const& path, std::map<std::string, std::string>& read) const;
  void compile_patterns(Value const& part);

  Value book_;
  std::map<std::string, std::regex, std::less<>> patterns_;
};

}  // namespace crosspoint::cti
