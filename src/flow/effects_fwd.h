#pragma once

#include <variant>
#include <vector>

namespace crosspoint {
struct Log;
}

namespace crosspoint::flow {

struct AmiConnect;
struct AmiSend;
struct AmiClose;
struct AgiAnswer;
struct HttpAnswer;
struct Reply;
struct Tell;
struct Watch;
struct Unwatch;
struct WatchLists;
struct LoggedIn;
struct StartTls;
struct Close;
struct CheckPassword;
struct GiveSignIn;
struct TakeSignIn;
struct EndSignIns;
struct Store;
struct ReadCalls;
struct AskSource;
struct SourceFailed;
struct AnswerVisitor;
struct TellVisitor;
struct DismissVisitor;
struct LookAtStore;
struct SendForm;
struct ConvertFax;
struct DiscardFax;

/// Everything the core wants done. It never does it itself: app/ hands each effect to the right piece of io/, a test compares the
/// list with what it expected. Effects are carried out in order.
using Effect =
    std::variant<AmiConnect, AmiSend, AmiClose, AgiAnswer, HttpAnswer, Reply, Tell, Watch, Unwatch, WatchLists, LoggedIn,
                 StartTls, Close, CheckPassword, GiveSignIn, TakeSignIn, EndSignIns, Store, ReadCalls, AskSource, SourceFailed,
                 AnswerVisitor, TellVisitor, DismissVisitor, LookAtStore, SendForm, ConvertFax, DiscardFax, Log>;
using Effects = std::vector<Effect>;

}  // namespace crosspoint::flow
