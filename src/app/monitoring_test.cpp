#include "app/monitoring.h"

#include <gtest/gtest.h>

#include <thread>

namespace crosspoint::app {
namespace {

using Status = io::http::Response::Status;
using namespace std::chrono_literals;

TEST(Monitoring, HealthIsBadWhileTheCoreDoesNotStep) {
  Monitoring patient(1h), impatient(0ns);
  EXPECT_EQ(patient.health().status, Status::ok) << "it has just begun";
  EXPECT_EQ(patient.health().body, "{\"status\":\"ok\",\"exchange\":\"connecting\"}\n");
  EXPECT_EQ(impatient.health().status, Status::unavailable);
  EXPECT_EQ(impatient.health().body, "{\"status\":\"stalled\",\"exchange\":\"connecting\"}\n");
}

TEST(Monitoring, HealthIsGoodAgainWhenItSteps) {
  Monitoring monitoring(50ms);
  while (monitoring.health().status == Status::ok) std::this_thread::yield();
  // Unless this thread is kept from running just then.
  auto const steps = [&] {
    monitoring.saw_core_step();
    return monitoring.health().status == Status::ok;
  };
  EXPECT_TRUE(steps() || steps() || steps());
}

}  // namespace
}  // namespace crosspoint::app
