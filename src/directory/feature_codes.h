#pragma once

#include <string>

namespace crosspoint::directory {

/// What a phone dials to set the services of its user; the exchange's dialplan hands it to us. (telephony 4.13) Digits, `*` and
/// `#`; the part that is fixed, without what is dialled after it.
struct FeatureCodes {
  std::string dnd = "*25";
  std::string recording = "*26";
  std::string call_filter = "*27";
  std::string unconditional = "*21";  ///< then the destination; without one the forward is off
  std::string no_answer = "*22";
  std::string busy = "*23";
  std::string undo = "*20";          ///< all forwards off
  std::string agent_toggle = "*30";  ///< then the agent's number
  std::string agent_login = "*31";
  std::string agent_logout = "*32";
  std::string function_key = "*735";  ///< what the extension of every function key begins with
};

}  // namespace crosspoint::directory
