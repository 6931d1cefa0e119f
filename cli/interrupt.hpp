#pragma once

namespace diplograph {

/// From now on Ctrl-C only asks the command to stop; see was_interrupted().
void catch_interrupts();

}  // namespace diplograph
