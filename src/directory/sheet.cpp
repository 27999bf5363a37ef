#include "directory/sheet.h"

namespace crosspoint::directory {

SheetModels default_sheets() {
  return {{"dial",
           {{.sheet = {{10, "Name", "title", "", "{xivo-calleridname}"},
                       {20, "Number", "text", "", "{xivo-calleridnum}"},
                       {30, "Origin", "text", "", "{xivo-origin}"}},
             .balloon = {{10, "Called", "title", "", "{xivo-calledidname}"},
                         {20, "Number", "body", "", "{xivo-calleridnum}"},
                         {30, "Origin", "body", "", "{xivo-origin}"}}}}}};
}

}  // namespace crosspoint::directory
