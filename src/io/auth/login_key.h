#pragma once

#include <array>
#include <filesystem>
#include <string>

namespace crosspoint::io::auth {

/// The secret by which passwords that were once checked in full are known again after a restart: a file beside the store,
/// readable for its owner only. The store keeps a digest for each login, which tells nothing without the key. Whoever has both
/// guesses twelve times as fast as at the password's own hash, not millions of times: digests are argon2id, too, with less
/// memory.
class LoginKey {
 public:
  /// Reads the key, or makes it. One that others can read or have damaged is replaced; if there is no way to keep one, the key
  /// lives as long as the process. The log tells of both.
  static LoginKey open(std::filesystem::path const& file);

  /// A key for this process only.
  static LoginKey make();

  /// Whether the next process will have the same key.
  [[nodiscard]] bool is_kept() const { return is_kept_; }

  /// Of a password and its stored hash; another hash has another digest. Some 1.5 ms. Empty: no memory.
  [[nodiscard]] std::string digest(std::string const& hash, std::string const& password) const;

 private:
  using Bytes = std::array<unsigned char, 32>;

  Bytes bytes_{};
  bool is_kept_ = false;
};

}  // namespace crosspoint::io::auth
