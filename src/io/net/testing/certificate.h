#pragma once

#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

namespace crosspoint::io::net::testing_support {

/// A self-signed certificate of a name and of 127.0.0.1, and its key, as PEM files in a directory of their own, gone with the
/// object.
class Certificate {
 public:
  explicit Certificate(std::string const& name) {
    std::string pattern = std::filesystem::temp_directory_path() / "certificate-XXXXXX";
    directory_ = ::mkdtemp(pattern.data());
    write(name);
  }
  Certificate(Certificate const&) = delete;
  Certificate& operator=(Certificate const&) = delete;
  ~Certificate() { std::filesystem::remove_all(directory_); }

  /// Puts another one in its place.
  void write(std::string const& name) const {
    std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> const pair(EVP_EC_gen("P-256"), EVP_PKEY_free);
    std::unique_ptr<X509, decltype(&X509_free)> const x509(X509_new(), X509_free);
    X509_set_version(x509.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(x509.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(x509.get()), -3600);
    X509_gmtime_adj(X509_getm_notAfter(x509.get()), 3600);
    X509_set_pubkey(x509.get(), pair.get());
    auto* const subject = X509_get_subject_name(x509.get());
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, reinterpret_cast<unsigned char const*>(name.c_str()), -1, -1, 0);
    X509_set_issuer_name(x509.get(), subject);
    std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)> const address(
        X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "IP:127.0.0.1"), X509_EXTENSION_free);
    X509_add_ext(x509.get(), address.get(), -1);
    X509_sign(x509.get(), pair.get(), EVP_sha256());
    std::unique_ptr<std::FILE, CloseFile> const out(std::fopen(certificate().c_str(), "w"));
    PEM_write_X509(out.get(), x509.get());
    std::unique_ptr<std::FILE, CloseFile> const key_out(std::fopen(key().c_str(), "w"));
    PEM_write_PrivateKey(key_out.get(), pair.get(), nullptr, nullptr, 0, nullptr, nullptr);
  }

  [[nodiscard]] std::string certificate() const { return directory_ / "certificate.pem"; }
  [[nodiscard]] std::string key() const { return directory_ / "key.pem"; }

 private:
  struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };

  std::filesystem::path directory_;
};

}  // namespace crosspoint::io::net::testing_support
