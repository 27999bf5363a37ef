#pragma once

#include <string>

#include "base/ids.h"

// The side doors for those who look after the server, on loopback: change notices and the info console. (protocol 1.9)
namespace crosspoint::flow {

enum class Door { notices, console };

/// Input: a line of somebody who came through a door, without its LF. Nothing more is read from them until it is answered.
struct VisitorLine {
  VisitorId visitor;
  Door door;
  std::string line;
};

/// Input: somebody has gone.
struct VisitorGone {
  VisitorId visitor;
};

/// Effect: the answer to a VisitorLine, whole lines.
struct AnswerVisitor {
  VisitorId visitor;
  std::string text;
  bool operator==(AnswerVisitor const&) const = default;
};

/// Effect: something for a visitor that answers nothing.
struct TellVisitor {
  VisitorId visitor;
  std::string text;
  bool operator==(TellVisitor const&) const = default;
};

/// Effect: the connection ends; VisitorGone follows.
struct DismissVisitor {
  VisitorId visitor;
  bool operator==(DismissVisitor const&) const = default;
};

/// Effect: the store is looked at now and not only at its next turn; Configured follows if something has changed.
struct LookAtStore {
  bool operator==(LookAtStore const&) const = default;
};

}  // namespace crosspoint::flow
