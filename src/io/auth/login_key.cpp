#include "io/auth/login_key.h"

#include <fcntl.h>
#include <sodium.h>
#include <spdlog/spdlog.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <span>

#include "base/descriptor.h"
#include "base/result.h"

namespace crosspoint::io::auth {
namespace {

constexpr unsigned long long passes = 1;
constexpr std::size_t memory = 4 << 20;
constexpr auto cannot_keep = "passwords are remembered until the server ends, not longer: ";

auto system_fault(std::filesystem::path const& file, std::string const& what) {
  return fail(Errc::unavailable, file.string() + " cannot be " + what + ": " + std::strerror(errno));
}

/// In place of whatever file is there.
Result<> write(std::filesystem::path const& file, std::span<unsigned char const> bytes) {
  auto const fresh = file.string() + ".new";
  ::unlink(fresh.c_str());
  Descriptor const out(::open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (!out.is_open()) return system_fault(fresh, "made");
  bool const written = ::write(out.get(), bytes.data(), bytes.size()) == static_cast<::ssize_t>(bytes.size());
  if (!written || ::fsync(out.get()) != 0) return system_fault(fresh, "written");
  if (::rename(fresh.c_str(), file.c_str()) != 0) return system_fault(file, "replaced");
  return {};
}

/// Whether the file holds a good key, now in `bytes`; if not, it may be replaced. Errors: it may not.
Result<bool> read(std::filesystem::path const& file, std::span<unsigned char> bytes) {
  Descriptor const in(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (!in.is_open() && errno == ENOENT) return false;
  struct ::stat state {};
  if (!in.is_open() || ::fstat(in.get(), &state) != 0) return system_fault(file, "read");
  if (!S_ISREG(state.st_mode)) return fail(Errc::unavailable, file.string() + " is not a file");
  bool const is_private = (state.st_mode & 077) == 0 && state.st_uid == ::geteuid();
  bool const is_whole = static_cast<std::size_t>(state.st_size) == bytes.size() &&
                        ::read(in.get(), bytes.data(), bytes.size()) == static_cast<::ssize_t>(bytes.size());
  if (!is_private)
    spdlog::warn("{} could be read by others and is replaced: nobody's password is remembered any more", file.string());
  else if (!is_whole) spdlog::warn("{} is damaged and is replaced: nobody's password is remembered any more", file.string());
  return is_private && is_whole;
}

}  // namespace

LoginKey LoginKey::make() {
  LoginKey key;
  randombytes_buf(key.bytes_.data(), key.bytes_.size());
  return key;
}

LoginKey LoginKey::open(std::filesystem::path const& file) {
  LoginKey key;
  auto const found = read(file, key.bytes_);
  key.is_kept_ = found && *found;
  if (key.is_kept_) return key;
  key = make();
  auto const kept = found ? write(file, key.bytes_) : tl::make_unexpected(found.error());
  if (!kept) spdlog::warn("{}{}", cannot_keep, kept.error().detail);
  key.is_kept_ = kept.has_value();
  return key;
}

std::string LoginKey::digest(std::string const& hash, std::string const& password) const {
  std::array<unsigned char, crypto_pwhash_SALTBYTES> salt{};  // as secret as the key
  crypto_generichash(salt.data(), salt.size(), reinterpret_cast<unsigned char const*>(hash.data()), hash.size(), bytes_.data(),
                     bytes_.size());
  Bytes digest{};
  if (crypto_pwhash(digest.data(), digest.size(), password.data(), password.size(), salt.data(), passes, memory,
                    crypto_pwhash_ALG_ARGON2ID13) != 0)
    return {};
  std::array<char, 2 * digest.size() + 1> hex{};
  sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
  return hex.data();
}

}  // namespace crosspoint::io::auth
