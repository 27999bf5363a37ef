#pragma once

#include <ldap.h>

#include <cstddef>
#include <memory>
#include <string>

#include "io/sources/inquiries.h"
#include "io/sources/settings.h"

namespace crosspoint::io::sources::ldap {

/// Asks one LDAP directory over one connection, which is made when the first question comes and again after every error.
class Connection : public Asker {
 public:
  static constexpr std::size_t most_bytes_of_entry = 1 << 20;

  explicit Connection(LdapSettings settings) : settings_(std::move(settings)) {}
  Connection(Connection const&) = delete;  // libldap keeps pointers into it
  Connection& operator=(Connection const&) = delete;

  Result<Contacts> ask(Question const& question, Clock::time_point until) override;

 private:
  struct Unbind {
    void operator()(LDAP* link) const { ldap_unbind_ext_s(link, nullptr, nullptr); }
  };

  Result<Contacts> ask_once(std::string const& filter, std::size_t limit);
  Result<> connect();
  Result<Contacts> search(std::string const& filter, std::size_t limit);
  [[nodiscard]] directory::Contact contact(LDAPMessage* entry) const;
  [[nodiscard]] std::string value(LDAPMessage* entry, std::string const& attribute) const;
  [[nodiscard]] tl::unexpected<Error> failure(int code) const;

  static int connected(LDAP* link, Sockbuf* bytes, LDAPURLDesc* server, sockaddr* address, ldap_conncb* self);

  LdapSettings const settings_;
  Clock::time_point until_;  ///< of the question under way
  ldap_conncb connected_{.lc_add = connected, .lc_del = [](LDAP*, Sockbuf*, ldap_conncb*) {}, .lc_arg = this};
  std::unique_ptr<LDAP, Unbind> link_;  ///< null: not connected
};

}  // namespace crosspoint::io::sources::ldap
