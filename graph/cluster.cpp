#include "graph/cluster.hpp"

namespace diplograph {

std::string most_frequent(std::map<std::string, std::size_t> const& counts) {
    std::string out;
    std::size_t most = 0;
    for (auto const& [text, count] : counts)
        if (!text.empty() && (count > most || (count == most && text.size() > out.size()))) {
            out = text;
            most = count;
        }
    return out;
}

}  // namespace diplograph
