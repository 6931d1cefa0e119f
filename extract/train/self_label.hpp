#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "extract/train/network.hpp"
#include "extract/train/sample.hpp"

namespace diplograph {

/// The sentences of one article, as lists of words.
using Text = std::vector<std::vector<std::string>>;

/// Labels the names of running text that are easy, so that the hard ones can be learned from them: what the network is
/// sure of, what follows a title, and whatever bears a name that is sure elsewhere in the article.
class SelfLabeller {
public:
    /// Learns from trees which words are titles before names.
    explicit SelfLabeller(std::vector<Sample> const& samples);

    /// \param tags of names that the network knows; \param probabilities gives them for the words of a sentence.
    /// \return the sentences with a sure name; tags that are not sure are "".
    [[nodiscard]] std::vector<Sample> operator()(Text const& text, std::vector<std::string> const& tags,
                                                 std::function<Matrix(std::vector<std::string> const&)> const& probabilities) const;

private:
    std::set<std::string> titles_;
};

}  // namespace diplograph
