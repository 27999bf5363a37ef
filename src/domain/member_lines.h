#pragma once

#include <string_view>

#include "directory/directory.h"
#include "domain/line_index.h"
#include "domain/name_index.h"

namespace crosspoint::pbx {
class Exchange;
struct QueueMember;
}  // namespace crosspoint::pbx

namespace crosspoint::domain {

/// Which line a member of a queue leads to, however an administrator or another program has written it: "PJSIP/1003", "SIP/1003",
/// "Local/1003@from-queue/n", its state taken from "hint:1003@ext-local". (telephony 2.8)
class MemberLines {
 public:
  MemberLines(directory::Directory const& directory, pbx::Exchange const& exchange)
      : directory_(directory), exchange_(exchange), lines_(directory), identities_(directory), agents_(directory) {}

  /// Lines and agents may have come or gone in the configuration.
  void reconfigured();

  /// What the member rings counts if it is a phone; else what its state is taken from; else what the dialplan would ring. Null if
  /// that is no line of ours.
  [[nodiscard]] directory::Line const* line_of(pbx::QueueMember const& member) const;

  /// The same, where no more is known of the member.
  [[nodiscard]] directory::Line const* line_of(std::string_view interface) const;

 private:
  [[nodiscard]] directory::Line const* of_device(std::string_view device) const;
  [[nodiscard]] directory::Line const* of_extension(std::string_view extension) const;
  [[nodiscard]] directory::Line const* of_agent(std::string_view number) const;

  directory::Directory const& directory_;
  pbx::Exchange const& exchange_;
  LineIndex lines_;
  IdentityIndex identities_;
  AgentIndex agents_;
};

}  // namespace crosspoint::domain
