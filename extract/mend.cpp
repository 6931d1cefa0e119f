#include "extract/mend.hpp"

#include <algorithm>

namespace diplograph {

namespace {

std::uint8_t number_of(std::vector<std::string> const& inventory, std::string_view word) {
    return static_cast<std::uint8_t>(std::find(inventory.begin(), inventory.end(), word) - inventory.begin());
}

}  // namespace

namespace {

/// "Talks between A and B are planned": a finite verb that hangs on the noun before it as if the two were coordinated,
/// with no subject and no conjunction of its own.
/// So with "A and B, the ministers, discussed it", where the verb looks as if it said more about the last of them.
bool mend_subject(Model const& model, std::vector<std::string_view> const& words, Analysis& a, std::size_t root) {
    std::size_t const n = a.heads.size();
    auto const relation_of = [&](std::size_t i) -> std::string const& { return model.relations()[a.relations[i]]; };
    for (std::size_t verb = root + 1; verb < n; ++verb) {
        bool const apposed = words[verb - 1] == "," && (relation_of(verb) == "acl" || relation_of(verb) == "amod");
        if (a.heads[verb] != static_cast<int>(root) + 1 || (relation_of(verb) != "conj" && !apposed) || model.upos()[a.upos[verb]] != "VERB") continue;
        std::string const& tag = model.xpos()[a.xpos[verb]];
        bool finite = tag == "VBD" || tag == "VBZ" || tag == "VBP" || (apposed && tag == "VBN"), passive = false, whole = false;
        for (std::size_t i = 0; i < n; ++i) {
            if (a.heads[i] != static_cast<int>(verb) + 1) continue;
            whole |= relation_of(i).starts_with("nsubj") || relation_of(i) == "cc";
            passive |= relation_of(i) == "aux:pass";
            finite |= relation_of(i).starts_with("aux") && i < verb;
        }
        if (!finite || whole) continue;
        a.heads[verb] = 0;
        if (apposed && !passive) a.xpos[verb] = number_of(model.xpos(), "VBD");
        a.relations[verb] = number_of(model.relations(), "root");
        a.heads[root] = static_cast<int>(verb) + 1;
        a.relations[root] = number_of(model.relations(), passive ? "nsubj:pass" : "nsubj");
        for (std::size_t i = verb + 1; i < n; ++i)
            if (a.heads[i] == static_cast<int>(root) + 1) a.heads[i] = static_cast<int>(verb) + 1;
        return true;
    }
    return false;
}

}  // namespace

void mend_clause(Model const& model, std::vector<std::string_view> const& words, Analysis& a) {
    std::size_t const n = words.size();
    if (a.heads.size() != n || n < 4 || words.back() != ".") return;  // a heading may have no verb
    auto const xpos = [&](std::size_t i) -> std::string const& { return model.xpos()[a.xpos[i]]; };
    auto const upos = [&](std::size_t i) -> std::string const& { return model.upos()[a.upos[i]]; };
    auto const root = static_cast<std::size_t>(std::find(a.heads.begin(), a.heads.end(), 0) - a.heads.begin());
    if (root >= n || (upos(root) != "NOUN" && upos(root) != "PROPN")) return;
    if (mend_subject(model, words, a, root)) return;
    std::size_t verb = n;
    for (std::size_t i = 0; i < n; ++i) {
        std::string const& tag = xpos(i);
        bool const modifies = (tag == "VBN" || tag == "VBD") && i > 0 && model.relations()[a.relations[i]] == "amod" && a.heads[i] > static_cast<int>(i) + 1;
        if (modifies && verb == n) verb = i;
        else if (tag == "VBD" || tag == "VBZ" || tag == "VBP" || tag == "MD") return;
    }
    if (verb == n) return;
    auto const noun = static_cast<std::size_t>(a.heads[verb]) - 1;  // that it seems to modify
    bool const behind_root = root < verb && a.heads[noun] == static_cast<int>(root) + 1;
    if (noun != root && !behind_root) return;
    // Whoever stands right before it and hangs on it or on the noun does it.
    std::size_t subject = behind_root ? root : verb - 1;
    while (subject != root && a.heads[subject] != static_cast<int>(noun) + 1 && a.heads[subject] != static_cast<int>(verb) + 1) {
        if (a.heads[subject] <= 0 || a.heads[subject] > static_cast<int>(n)) return;
        subject = static_cast<std::size_t>(a.heads[subject]) - 1;
    }
    bool const acts = subject < verb && (upos(subject) == "PROPN" || upos(subject) == "PRON" || (upos(subject) == "NOUN" && (xpos(subject) == "NNS" || subject > 0)));
    if (!acts) return;
    auto const relation = [&](std::size_t i, char const* name, std::size_t head) {
        a.relations[i] = number_of(model.relations(), name);
        a.heads[i] = static_cast<int>(head) + 1;
    };
    for (std::size_t i = 0; i < n; ++i) {
        bool const on_noun = a.heads[i] == static_cast<int>(noun) + 1 || a.heads[i] == static_cast<int>(verb) + 1;
        if (!on_noun || i == subject || i == verb) continue;
        if (upos(i) == "PUNCT") a.heads[i] = static_cast<int>(verb) + 1;
        else if (i < subject) a.heads[i] = static_cast<int>(model.relations()[a.relations[i]].starts_with("nmod") || model.relations()[a.relations[i]].starts_with("obl") ? verb : subject) + 1;
    }
    relation(subject, "nsubj", verb);
    relation(noun, "obj", verb);
    a.relations[verb] = number_of(model.relations(), "root");
    a.heads[verb] = 0;
    a.xpos[verb] = number_of(model.xpos(), "VBD");
    a.upos[verb] = number_of(model.upos(), "VERB");
}

}  // namespace diplograph
