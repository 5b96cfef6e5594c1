package io.textmill.worker.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/** Judges what the brokers say. Pure. */
final class Findings {
    private Findings() {}

    /** Everything that is not as it should be, worst first; topics with the same flaw are one finding. */
    static List<Finding> of(Requirements requirements, ClusterFacts facts) {
        var findings = new ArrayList<Finding>();
        var rules = new TopicRules(requirements.commands(), facts);
        var topicsByFlaw = new LinkedHashMap<Flaw, List<String>>();
        for (TopicUse use : requirements.topics()) {
            for (Flaw flaw : rules.flaws(use)) {
                topicsByFlaw.computeIfAbsent(flaw, _ -> new ArrayList<>()).add(use.topic());
            }
        }
        topicsByFlaw.forEach((flaw, topics) -> findings.add(new Finding(
                flaw.severity(), String.join(", ", topics), flaw.problem(), Commands.forEach(topics, flaw.remedy()))));
        findings.addAll(new BrokerRules(requirements, facts).findings());
        findings.sort(Comparator.comparing(Finding::severity));
        return List.copyOf(findings);
    }
}
