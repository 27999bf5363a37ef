#pragma once

#include <string_view>

#include "cti/command.h"
#include "domain/which.h"

namespace crosspoint::cti {

/// `call` of a request: the one call of the sender that it is about. Only sessions with that extension have such a field; in
/// those of others it is not looked at, whatever it is. What is no text names no call that there is.
class NamedCall {
 public:
  explicit NamedCall(wire::Fields& in) : is_named_(in.has("call")), id_(in.optional_text("call")) {}

  [[nodiscard]] domain::Which of(Caller const& caller) const {
    return is_named_ && caller.extensions.has(Extension::calls) ? domain::Which(id_) : std::nullopt;
  }

 private:
  bool is_named_;
  std::string_view id_;
};

/// For requests without any other field.
inline Result<NamedCall> parse_named_call(wire::Fields in) { return NamedCall(in); }

/// For requests that are about a call which they have to name.
struct CallId {
  std::string_view id;
};

inline Result<CallId> parse_call_id(wire::Fields in) {
  CallId call{in.text("call")};
  return in.done().map([&] { return call; });
}

}  // namespace crosspoint::cti
