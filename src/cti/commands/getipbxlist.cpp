// getipbxlist: the names of the exchanges, always the one that old clients have built in. (protocol C07)
//   -> {"class":"getipbxlist"}
//   <- {"class":"getipbxlist","ipbxlist":["xivo"]}
#include "cti/commands.h"

namespace crosspoint::cti {
namespace {

Result<Reply> run(Caller const&, NoArgs) { return boost::json::object{{"ipbxlist", {"xivo"}}}; }

}  // namespace

constinit Command const getipbxlist = make_command<parse_nothing, run>("getipbxlist", directory::Right::none);

}  // namespace crosspoint::cti
