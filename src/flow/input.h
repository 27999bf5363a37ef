#pragma once

#include <map>
#include <string>
#include <variant>

#include "base/ids.h"
#include "base/time.h"
#include "directory/contact.h"
#include "directory/directory.h"
#include "directory/sheet.h"
#include "flow/agent_login.h"
#include "flow/console.h"
#include "flow/effects.h"
#include "flow/queue_call.h"
#include "wire/agi/request.h"

namespace crosspoint::flow {

// From the exchange.
struct AmiConnected {
  AmiLink link;
};
struct AmiBytes {
  AmiLink link;
  std::string bytes;
};  ///< as they were read, cut anywhere
struct AmiClosed {
  AmiLink link;
  std::string reason;
};  ///< refused, reset or ended

/// The dialplan asks over FastAGI; answered by AgiAnswer, and soon: a caller waits.
struct AgiAsked {
  AgiId id;
  wire::agi::Request request;
};

// From clients.
/// How a client has come in; through `tls` encrypted from the first byte.
enum class Face { plain, tls, websocket };
struct ClientOpened {
  SessionId session;
  std::string address;
  Face face;
};
struct ClientLine {
  SessionId session;
  std::string line;
};  ///< without its LF, or the message of a WebSocket; within the limit
struct ClientSecured {
  SessionId session;
};  ///< the handshake after StartTls is done
struct ClientClosed {
  SessionId session;
  std::string reason;
  enum class How {
    lost,  ///< broken, timed out, or replaced by a client that believed it dead
    page,  ///< a browser's page was closed or is being loaded anew
    left,  ///< closed in order
  } how = How::lost;
};

// Answers.
struct PasswordChecked {
  enum class Verdict { right, wrong, failed };       ///< failed: the store or the hash pool could not answer
  enum class How { argon2id, remembered, refused };  ///< for monitoring; refused: not checked at all
  Token token;
  Verdict verdict;
  How how = How::argon2id;
};
struct Stored {
  Token token;
  bool done;
};

/// Presences of users for whom nobody has spoken since the server was started, as they were.
struct PresencesLoaded {
  std::map<UserId, std::string> presences;
};

/// Messages between users that were kept since then, at the start, oldest first.
struct ChatLoaded {
  WallTime since;
  std::vector<SaveChat> messages;
};

/// The whole configuration, at start and whenever it changed in the store.
struct Configured {
  directory::Directory directory;
};

/// How call sheets are made, at start and when the server is told to read its settings again.
struct SheetsConfigured {
  directory::SheetModels models;
};

/// What users keep of people, once at the start: from then on the core knows it better than the store.
struct PersonalLoaded {
  std::map<UserId, directory::PersonalBook> books;
};

/// The clock on the wall shows another time than the core would reckon: at the start, and whenever somebody has set it.
struct WallClockSet {
  WallTime shown;
};

/// Time has passed: something whose deadline is reached gets its turn.
struct Tick {};

/// Everything that can happen to the core.
using Input =
    std::variant<AmiConnected, AmiBytes, AmiClosed, AgiAsked, HttpAsked, ClientOpened, ClientLine, ClientSecured, ClientClosed,
                 PasswordChecked, Stored, CallsRead, SourceAnswered, SourceLoaded, Configured, PersonalLoaded, VisitorLine,
                 VisitorGone, Tick, LoginsLoaded, QueueCallsLoaded, SheetsConfigured, FormsLoaded, FormSent, FaxConverted,
                 WallClockSet, SignInAnswered, SignInsEnded, PresencesLoaded, ChatLoaded>;

}  // namespace crosspoint::flow
