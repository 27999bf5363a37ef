#pragma once

#include <string>

#include <boost/smart_ptr/intrusive_ptr.hpp>
#include <boost/smart_ptr/intrusive_ref_counter.hpp>

#include "flow/topic.h"

namespace crosspoint::io::net {

/// One message, or some that go together, on their way to clients: written once, shared by every outbox of one network thread,
/// never changed. The count of its owners is not atomic: a frame stays on its thread.
struct Frame : boost::intrusive_ref_counter<Frame, boost::thread_unsafe_counter> {
  Frame(std::string whole, flow::StateKey key) : bytes(std::move(whole)), state(key) {}

  std::string const bytes;
  flow::StateKey const state;
};

using FramePtr = boost::intrusive_ptr<Frame const>;

inline FramePtr make_frame(std::string bytes, flow::StateKey state) { return FramePtr(new Frame(std::move(bytes), state)); }

/// How messages are told apart on a connection.
enum class Framing { lines, websocket };

/// Lines, each with its LF, as a frame of the one or the other kind.
FramePtr frame_of(std::string lines, flow::StateKey state, Framing framing);

/// One update on its way to those who watch: framed once for each kind of connection that wants it, however many they are.
class Update {
 public:
  /// `more`: the further members for those that want them.
  Update(std::string line, flow::StateKey state, std::string more);

  [[nodiscard]] FramePtr const& as(Framing framing, bool with_more);

 private:
  struct Frames {
    FramePtr line, message;
  };

  std::string const more_;
  Frames plain_, extended_;
};

}  // namespace crosspoint::io::net
