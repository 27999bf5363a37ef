// faxsend: a document to a fax machine. Acknowledged at once; how it goes is told as fax_progress. (protocol C60)
//   -> {"class":"faxsend","filename":"offer.pdf","destination":"0033100000009","size":1203,"data":"JVBERi0xLjQK"}
//   <- {"class":"faxsend"}
#include "cti/commands.h"
#include "domain/fax/faxes.h"
#include "wire/base64/base64.h"

namespace crosspoint::cti {
namespace {

struct Args {
  std::string destination;
  std::string_view data;
};

Result<Args> parse(wire::Fields in) {
  Args args{in.text_or_number("destination"), in.text("data")};
  return in.done().map([&] { return std::move(args); });
}

Result<Reply> run(domain::Faxes& faxes, Caller const& caller, Args const& args) {
  // What is no base64 is no document: it fails like any other that is none.
  faxes.send(caller.asker.user, args.destination, wire::base64::decode(args.data).value_or(""), caller.now);
  return boost::json::object{};
}

}  // namespace

constinit Command const faxsend = make_command<parse, run, domain::Faxes>("faxsend", directory::Right::fax);

}  // namespace crosspoint::cti
