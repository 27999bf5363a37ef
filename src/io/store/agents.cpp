#include "io/store/agents.h"

#include <soci/soci.h>

#include <map>

#include "io/store/soci_types.h"

namespace crosspoint::io::store {
namespace {

using soci::into;
using soci::use;

bool has(soci::session& sql, char const* table, std::int64_t id) {
  int count = 0;
  sql << "SELECT COUNT(*) FROM " << table << " WHERE id = :id", use(id), into(count);
  return count > 0;
}

void erase(soci::session& sql, AgentId agent) {
  sql << "DELETE FROM agent_login_queues WHERE agent_id = :agent", use(agent);
  sql << "DELETE FROM agent_logins WHERE agent_id = :agent", use(agent);
}

}  // namespace

std::vector<flow::AgentLogin> read_logins(soci::session& sql) {
  std::map<AgentId, std::map<QueueId, bool>> queues;
  soci::rowset<soci::row> const members = (sql.prepare << "SELECT agent_id, queue_id, paused FROM agent_login_queues");
  for (auto const& row : members)
    queues[AgentId{row.get<long long>(0)}].emplace(QueueId{row.get<long long>(1)}, row.get<int>(2) != 0);
  std::vector<flow::AgentLogin> logins;
  soci::rowset<soci::row> const rows =
      (sql.prepare << "SELECT agent_id, device, extension, context, since, exchange FROM agent_logins ORDER BY agent_id");
  for (auto const& row : rows) {
    AgentId const agent{row.get<long long>(0)};
    logins.push_back({.agent = agent,
                      .device = row.get<std::string>(1),
                      .extension = row.get<std::string>(2),
                      .context = row.get<std::string>(3),
                      .since = WallTime(Duration(row.get<long long>(4))),
                      .paused = std::move(queues[agent]),
                      .exchange = row.get<std::string>(5)});
  }
  return logins;
}

bool carry_out(soci::session& sql, flow::SaveLogin const& change) {
  auto const& login = change.login;
  if (!has(sql, "agents", login.agent.value)) return false;
  erase(sql, login.agent);
  long long const since = login.since.time_since_epoch().count();
  sql << "INSERT INTO agent_logins (agent_id, device, extension, context, since, exchange) "
         "VALUES (:agent, :device, :extension, :context, :since, :exchange)",
      use(login.agent), use(login.device), use(login.extension), use(login.context), use(since), use(login.exchange);
  for (auto const& [queue, is_paused] : login.paused) {
    int const paused = is_paused ? 1 : 0;
    sql << "INSERT INTO agent_login_queues (agent_id, queue_id, paused) VALUES (:agent, :queue, :paused)", use(login.agent),
        use(queue), use(paused);
  }
  return true;
}

bool carry_out(soci::session& sql, flow::DeleteLogin const& change) {
  erase(sql, change.agent);
  return true;
}

bool carry_out(soci::session& sql, flow::SaveMembership const& change) {
  if (!has(sql, "agents", change.agent.value) || !has(sql, "queues", change.queue.value)) return false;
  sql << "DELETE FROM queue_agents WHERE queue_id = :queue AND agent_id = :agent", use(change.queue), use(change.agent);
  if (change.member)
    sql << "INSERT INTO queue_agents (queue_id, position, agent_id) "
           "SELECT :queue, COALESCE(MAX(position) + 1, 0), :agent FROM queue_agents WHERE queue_id = :same",
        use(change.queue), use(change.agent), use(change.queue);
  return true;
}

void forget_former_agents(soci::session& sql) {
  sql << "DELETE FROM agent_login_queues WHERE agent_id NOT IN (SELECT id FROM agents)";
  sql << "DELETE FROM agent_logins WHERE agent_id NOT IN (SELECT id FROM agents)";
}

}  // namespace crosspoint::io::store
