#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace crosspoint::wire::ami {

/// Whether a value of a caller or connected line field says that there is none: empty, `<unknown>`, `unknown`, `(null)`, `N/A`.
/// (T008)
bool is_nothing(std::string_view value);

/// One AMI message as views into the buffer it was cut from: valid until that buffer changes. (telephony 1.3)
class Message {
 public:
  using Header = std::pair<std::string_view, std::string_view>;

  /// Value of the first header of that name: exact spelling first, then without regard to case. Empty if there is none.
  [[nodiscard]] std::string_view get(std::string_view name) const;

  /// As get(), for caller and connected line fields: the ways of saying "nothing" become empty. (T008)
  [[nodiscard]] std::string_view party(std::string_view name) const;

  [[nodiscard]] bool has(std::string_view name) const;

  /// Every value of a header that may repeat, in order.
  [[nodiscard]] std::vector<std::string_view> all(std::string_view name) const;

  [[nodiscard]] std::vector<Header> const& headers() const { return headers_; }

  void clear() { headers_.clear(); }
  void add(std::string_view name, std::string_view value) { headers_.emplace_back(name, value); }

 private:
  [[nodiscard]] Header const* find(std::string_view name) const;

  std::vector<Header> headers_;
};

}  // namespace crosspoint::wire::ami
