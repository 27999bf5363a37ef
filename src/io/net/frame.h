#pragma once

#include <string>

#include <boost/smart_ptr/intrusive_ptr.hpp>
#include <boost/smart_ptr/intrusive_ref_counter.hpp>

#include "flow/topic.h"

namespace crosspoint::io::net {

/// One message on its way to clients: written once, shared by every outbox of one network thread, never changed. The count of its
/// owners is not atomic: a frame stays on its thread.
struct Frame : boost::intrusive_ref_counter<Frame, boost::thread_unsafe_counter> {
  Frame(std::string text, flow::StateKey key) : line(std::move(text)), state(key) {}

  std::string const line;
  flow::StateKey const state;
};

using FramePtr = boost::intrusive_ptr<Frame const>;

inline FramePtr make_frame(std::string line, flow::StateKey state) { return FramePtr(new Frame(std::move(line), state)); }

}  // namespace crosspoint::io::net
