#pragma once

#include <string>
#include <string_view>

#include "pbx/scene.h"

namespace crosspoint::pbx {

// Where a channel goes. Each of these may be said twice, or out of order: the second time changes nothing.

/// The bridge of that id, made if it is new. (T036)
Bridge& see_bridge(Scene& scene, std::string_view uniqueid, std::string_view type);
void enter_bridge(Scene& scene, Channel& channel, std::string_view bridge);
void leave_bridge(Scene& scene, Channel& channel);
void destroy_bridge(Scene& scene, std::string_view uniqueid);

/// The channel waits no longer, whether Asterisk says so or not. (2.7)
void leave_queue(Scene& scene, Channel& channel, CallerLeft::How how = CallerLeft::How::left);

/// Another channel has taken the place in which one waits.
void replace_caller(Scene& scene, Channel& waiting, Channel& by);

/// Who waits is now called otherwise.
void rename_caller(Scene& scene, Channel const& waiting);

/// Who is connected with half of a Local channel is the caller of its other half, and Asterisk does not tell it: if that one
/// waits in a queue, the queue is read again.
void ask_for_caller_behind(Scene& scene, Channel const& half);

/// A queue entry, member, participant or parked call went because an event said so: an older list item does not bring it back.
void depart(Scene& scene, std::string_view kind, std::string_view key);

/// Under which such an object is held in Model::departed.
std::string tombstone_key(std::string_view kind, std::string_view key);

/// A channel is not called any more; `status` as of DialEnd, or FORWARD when its phone has sent the call on.
void stop_dialling(Scene& scene, Channel& called, std::string_view status);

/// How the end of a channel became known.
struct End {
  int cause = 0;
  Time at;
};

/// The channel is gone, and so is everything that it was part of.
void hang_up(Scene& scene, std::string_view uniqueid, End const& end);

}  // namespace crosspoint::pbx
