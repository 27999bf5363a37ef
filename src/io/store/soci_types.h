#pragma once

#include <soci/soci.h>

#include <optional>

#include "base/ids.h"

// Ids as values of SOCI: a BIGINT, and one that may be NULL.

template <class Tag>
struct soci::type_conversion<crosspoint::Id<Tag>> {
  using base_type = long long;
  static void from_base(long long value, soci::indicator, crosspoint::Id<Tag>& id) { id.value = value; }
  static void to_base(crosspoint::Id<Tag> const& id, long long& value, soci::indicator& indicator) {
    value = id.value;
    indicator = soci::i_ok;
  }
};

template <class Tag>
struct soci::type_conversion<std::optional<crosspoint::Id<Tag>>> {
  using base_type = long long;
  static void from_base(long long value, soci::indicator indicator, std::optional<crosspoint::Id<Tag>>& id) {
    id = indicator == soci::i_null ? std::nullopt : std::optional{crosspoint::Id<Tag>{value}};
  }
  static void to_base(std::optional<crosspoint::Id<Tag>> const& id, long long& value, soci::indicator& indicator) {
    value = id ? id->value : 0;
    indicator = id ? soci::i_ok : soci::i_null;
  }
};
