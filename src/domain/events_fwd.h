#pragma once

#include <variant>
#include <vector>

namespace crosspoint::domain {

struct PresenceChanged;
struct ServicesSet;
struct LineStateChanged;
struct MessagesChanged;
struct AgentChanged;
struct MemberChanged;
struct ConfigAdded;
struct ConfigChanged;
struct ConfigMoved;
struct ConfigRemoved;
struct DialAccepted;
struct CallRefused;
struct PeopleFound;
struct FavoriteSet;
struct ContactCreated;
struct ContactEdited;
struct ContactDeleted;
struct ContactsPurged;
struct ContactRead;
struct ContactsImported;
struct ContactsExported;
struct ChatMessage;
struct HistoryRead;
struct HistorySeen;
struct FeatureDialled;
struct CallTurnedAway;
struct QueueStaffChanged;
struct CurrentCallsChanged;
struct TransferAnswered;
struct TransferCancelled;
struct QueueEntriesChanged;
struct QueueFiguresChanged;
struct RoomsChanged;
struct MembershipsChanged;
struct SheetShown;
struct FaxProgress;
struct OwnCallsChanged;
struct TransferEnded;
struct CallEnded;
struct ExchangeChanged;

/// What happened that clients may have to be told, in order. cti/updates says how.
using Event =
    std::variant<PresenceChanged, ServicesSet, LineStateChanged, MessagesChanged, AgentChanged, MemberChanged, ConfigAdded,
                 ConfigChanged, ConfigMoved, ConfigRemoved, DialAccepted, CallRefused, PeopleFound, FavoriteSet, ContactCreated,
                 ContactEdited, ContactDeleted, ContactsPurged, ContactRead, ContactsImported, ContactsExported, ChatMessage,
                 HistoryRead, HistorySeen, FeatureDialled, CallTurnedAway, QueueStaffChanged, CurrentCallsChanged,
                 TransferAnswered, TransferCancelled, QueueEntriesChanged, QueueFiguresChanged, RoomsChanged, MembershipsChanged,
                 SheetShown, FaxProgress, OwnCallsChanged, TransferEnded, CallEnded, ExchangeChanged>;
using Events = std::vector<Event>;

}  // namespace crosspoint::domain
