// call_form_result: what a user has entered into the form of a call sheet. No reply; the values go to the program that wants
// them. Only widgets whose names begin with XIVOFORM_ count, without that. (protocol C63)
//   -> {"class":"call_form_result","infos":{"buttonname":"saveandclose","variables":{"XIVOFORM_ticket":"4711"}}}
#include <algorithm>

#include "cti/commands.h"
#include "domain/forms/forms.h"

namespace crosspoint::cti {
namespace {

constexpr std::string_view prefix = "XIVOFORM_";
constexpr std::size_t largest = 64 << 10;  ///< bytes of all values together

bool is_name(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
}

bool is_value(boost::json::value const& value) { return value.is_string() || value.is_bool() || value.is_int64(); }

Result<std::string> parse(wire::Fields in) {
  auto infos = in.inside(in.object("infos"), "infos");
  if (auto ok = in.done(); !ok) return tl::make_unexpected(ok.error());
  boost::json::object kept;
  if (auto const* const variables = infos.optional_object("variables"))
    for (auto const& [key, value] : *variables) {
      std::string_view const name(key.data(), key.size());
      if (name.starts_with(prefix) && is_name(name.substr(prefix.size())) && is_value(value))
        kept[boost::json::string_view(name.data(), name.size()).substr(prefix.size())] = value;
    }
  auto text = boost::json::serialize(kept);
  if (text.size() > largest) return fail(Errc::bad_request, "too long");
  return text;
}

Result<Reply> run(domain::Forms& forms, Caller const& caller, std::string const& variables) {
  forms.submit(caller.asker.user, variables, caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const call_form_result = make_command<parse, run, domain::Forms>("call_form_result", directory::Right::none);

}  // namespace crosspoint::cti
