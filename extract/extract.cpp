#include "extract/extract.hpp"

#include <algorithm>

#include "extract/document.hpp"
#include "extract/identify.hpp"
#include "extract/knowledge.hpp"
#include "extract/signature.hpp"
#include "extract/syntax.hpp"
#include "extract/trace.hpp"

namespace diplograph {

Extractor::Extractor(std::shared_ptr<Knowledge const> knowledge, bool parse_all) : knowledge_(std::move(knowledge)), parse_all_(parse_all) {}

std::string Extractor::parse(Article article) const {
    Document document;
    document.article = std::move(article);
    document.knowledge = knowledge_.get();
    tokenize(document);
    analyze_syntax(document, true);
    return to_conllu(document);
}

std::string Extractor::annotate(std::string_view conllu, bool keep_tags) const { return annotate_conllu(*knowledge_->model, conllu, keep_tags); }

Document Extractor::read(Article article, Memo* memo) const {
    Document document;
    document.article = std::move(article);
    document.knowledge = knowledge_.get();
    tokenize(document);
    mark_rosters(document);
    analyze_syntax(document, parse_all_, memo);
    find_times(document);
    find_mentions(document);
    return document;
}

std::vector<Step> Extractor::trace(Article article, Span trigger) const { return trace_trigger(read(std::move(article), nullptr), trigger); }

Extraction Extractor::operator()(Article article, Memo* memo) const {
    Document document = read(std::move(article), memo);
    link_entities(document);
    find_events(document);
    infer_places(document);
    infer_countries(document);
    join_events(document);

    Extraction out;
    out.article = std::move(document.article);
    out.signature = text_signature(out.article.text);
    out.entities = std::move(document.entities);
    out.events = std::move(document.events);
    for (Entity& entity : out.entities) std::sort(entity.mentions.begin(), entity.mentions.end());
    identify(out);
    return out;
}

void Extractor::identify(Extraction& extraction) const { identify_entities(extraction, *knowledge_); }

}  // namespace diplograph
