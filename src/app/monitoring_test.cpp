#include "app/monitoring.h"

#include <gtest/gtest.h>

#include <thread>

namespace crosspoint::app {
namespace {

using Status = io::http::Answer::Status;
using namespace std::chrono_literals;

TEST(Monitoring, HealthIsBadWhileTheCoreDoesNotStep) {
  Monitoring patient(1h), impatient(0ns);
  EXPECT_EQ(patient.health().status(), Status::ok) << "it has just begun";
  EXPECT_EQ(patient.health().body(), "{\"status\":\"ok\",\"exchange\":\"connecting\"}\n");
  EXPECT_EQ(impatient.health().status(), Status::service_unavailable);
  EXPECT_EQ(impatient.health().body(), "{\"status\":\"stalled\",\"exchange\":\"connecting\"}\n");
}

TEST(Monitoring, HealthIsGoodAgainWhenItSteps) {
  Monitoring monitoring(50ms);
  while (monitoring.health().status() == Status::ok) std::this_thread::yield();
  // Unless this thread is kept from running just then.
  auto const steps = [&] {
    monitoring.saw_core_step();
    return monitoring.health().status() == Status::ok;
  };
  EXPECT_TRUE(steps() || steps() || steps());
}

TEST(Monitoring, IsReadyWhileClientsAreServed) {
  Monitoring patient(1h), impatient(0ns);
  EXPECT_EQ(patient.ready().status(), Status::service_unavailable);
  EXPECT_EQ(patient.ready().body(), "{\"status\":\"not serving\",\"exchange\":\"connecting\"}\n");
  patient.serves(true);
  EXPECT_EQ(patient.ready().status(), Status::ok);
  EXPECT_EQ(patient.ready().body(), "{\"status\":\"ready\",\"exchange\":\"connecting\"}\n");
  impatient.serves(true);
  EXPECT_EQ(impatient.ready().status(), Status::service_unavailable);
}

}  // namespace
}  // namespace crosspoint::app
