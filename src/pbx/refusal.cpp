#include "pbx/refusal.h"

namespace crosspoint::pbx {

Refusal read_refusal(std::string_view message) {
  if (message.starts_with("Permission denied")) return Refusal::no_right;
  if (message.starts_with("Invalid/unknown command")) return Refusal::no_module;
  return Refusal::other;
}

Log explain(Refusal refusal, std::string_view action, std::string_view username, Importance importance) {
  std::string text("Asterisk ");
  if (refusal == Refusal::no_right)
    text.append("denies the action ")
        .append(action)
        .append(" to \"")
        .append(username)
        .append("\": its class is missing in the line write= of manager.conf");
  else text.append("does not know the action ").append(action).append(": its module is not loaded");
  if (importance == Importance::optional) text += "; going on without";
  return {importance == Importance::optional ? LogLevel::warning : LogLevel::error, std::move(text)};
}

}  // namespace crosspoint::pbx
