#include "extract/extract.hpp"

#include <algorithm>

#include "extract/document.hpp"
#include "extract/knowledge.hpp"
#include "extract/signature.hpp"

namespace diplograph {

Extractor::Extractor(std::shared_ptr<Knowledge const> knowledge) : knowledge_(std::move(knowledge)) {}

Extraction Extractor::operator()(Article article) const {
    Document document;
    document.article = std::move(article);
    document.knowledge = knowledge_.get();
    tokenize(document);
    mark_rosters(document);
    find_times(document);
    find_mentions(document);
    link_entities(document);
    find_events(document);
    infer_countries(document);

    Extraction out;
    out.article = std::move(document.article);
    out.signature = text_signature(out.article.text);
    out.entities = std::move(document.entities);
    out.events = std::move(document.events);
    for (Entity& entity : out.entities) {
        std::sort(entity.mentions.begin(), entity.mentions.end());
        entity.key = name_key(entity.name);
    }
    return out;
}

}  // namespace diplograph
