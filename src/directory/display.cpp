#include "directory/display.h"

namespace crosspoint::directory {

Display const& usual_display() {
  static Display const display{"",
                               {{"Name", "name", {"name"}, ""},
                                {"Number", "number", {"number"}, ""},
                                {"Mobile", "callable", {"mobile"}, ""},
                                {"Voicemail", "voicemail", {"voicemail"}, ""},
                                {"Favorite", "favorite", {}, ""},
                                {"E-mail", "email", {"email"}, ""},
                                {"Personal", "personal", {}, ""}}};
  return display;
}

Display const& usual_switchboard_display() {
  static Display const display{
      "", {{"", "status", {}, ""}, {"Name", "name", {"name"}, ""}, {"Number", "number_office", {"number"}, ""}}};
  return display;
}

}  // namespace crosspoint::directory
