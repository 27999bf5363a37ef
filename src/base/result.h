#pragma once

#include <string>

#include <tl/expected.hpp>

namespace crosspoint {

/// Why an operation was refused.
enum class Errc {
  bad_request,  ///< the request cannot be read, or a value in it is not allowed
  denied,       ///< the caller has no right to do this
  unknown,      ///< it names something that does not exist
  unavailable,  ///< what is needed for it (the exchange, the store) cannot be reached now
};

struct Error {
  Errc code;
  std::string detail;  ///< one sentence for the log or the administrator, never parsed
};

template <class T = void>
using Result = tl::expected<T, Error>;

inline auto fail(Errc code, std::string detail) { return tl::make_unexpected(Error{code, std::move(detail)}); }

}  // namespace crosspoint
