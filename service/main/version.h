// The version of this build; set by CMake from the project's.
#ifndef CLAUSEBOOK_SERVICE_MAIN_VERSION_H_
#define CLAUSEBOOK_SERVICE_MAIN_VERSION_H_

namespace clausebook {

inline constexpr char kVersion[] = CLAUSEBOOK_VERSION;

}  // namespace clausebook

#endif  // CLAUSEBOOK_SERVICE_MAIN_VERSION_H_
