#pragma once

#include "api/resource.h"
#include "flow/effects.h"

namespace crosspoint::api {

/// Everything below /api/v1: finds the resource of a request and answers by what it says; 404 and 405 where there is none.
/// Whether somebody may ask at all is known before (io/http).
class Api {
 public:
  Api(Context context, flow::Effects& effects) : context_(context), effects_(effects) {}

  void asked(flow::HttpAsked const& asked);

 private:
  [[nodiscard]] flow::HttpAnswer answer(flow::HttpRequest const& request) const;

  Context context_;
  flow::Effects& effects_;
};

}  // namespace crosspoint::api
