// people_favorites: the sender's favourites, wherever they come from. (protocol C22, S17)
//   <- {"class":"people_favorites_result","column_headers":[...],"column_types":[...],"results":[...]}
#include "cti/commands.h"
#include "cti/people_request.h"
#include "domain/people/people.h"

namespace crosspoint::cti {
namespace {

Result<Reply> run(domain::People& people, Caller const& caller, NoArgs const&) {
  people.favorites(seeker_of(caller), caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const people_favorites =
    make_command<parse_nothing, run, domain::People>("people_favorites", directory::Right::none);

}  // namespace crosspoint::cti
