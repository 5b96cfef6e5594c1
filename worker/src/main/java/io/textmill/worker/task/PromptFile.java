package io.textmill.worker.task;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One file of prompts: sections of text with slots. A line {@code [name]} begins a section; {@code {name}} is a slot.
 *
 * @param version the file's name, which carries its version: {@code summarize.short.zh@1}
 * @param sections the texts by name
 */
record PromptFile(String version, Map<String, String> sections) {
    /** Stands for the delimiters' code until the text is known. Cannot come from data: that has no control characters. */
    static final String NONCE = "\u0001";

    /** Stands before and behind the clause of the section {@code error}, which is there only when an answer was of no use. */
    static final String COMPLAINT = "\u0002";

    /** Stands for what was wrong until that is known. */
    static final String ERROR = "\u0003";

    private static final Pattern SECTION = Pattern.compile("\\[([a-z-]+)]");
    private static final Pattern SLOT = Pattern.compile("\\{([a-z]+)}");

    PromptFile {
        sections = Map.copyOf(sections);
    }

    static PromptFile parse(String version, String content) {
        Map<String, List<String>> sections = new HashMap<>();
        List<String> section = new ArrayList<>();
        for (String line : content.lines().toList()) {
            Matcher name = SECTION.matcher(line);
            if (name.matches()) {
                section = new ArrayList<>();
                sections.put(name.group(1), section);
            } else {
                section.add(line);
            }
        }
        Map<String, String> texts = new HashMap<>();
        sections.forEach((name, lines) -> texts.put(name, text(lines)));
        return new PromptFile(version, texts);
    }

    /** Blank lines at the end part the sections; those at the beginning belong to the text. */
    private static String text(List<String> lines) {
        int end = lines.size();
        while (end > 0 && lines.get(end - 1).isEmpty()) {
            end--;
        }
        return String.join("\n", lines.subList(0, end));
    }

    /** The slots of each section. */
    Map<String, Set<String>> slots() {
        Map<String, Set<String>> slots = new TreeMap<>();
        sections.forEach((name, text) -> slots.put(
                name,
                SLOT.matcher(text)
                        .results()
                        .map(slot -> slot.group(1))
                        .collect(Collectors.toCollection(TreeSet::new))));
        return slots;
    }

    /** The section of that name with its slots filled, each once: what a value contains is never taken for a slot. */
    String fill(String section, Map<String, String> values) {
        String text = sections.get(section);
        if (text == null) {
            throw new IllegalArgumentException(version + " has no section [" + section + "]");
        }
        return SLOT.matcher(text).replaceAll(slot -> {
            String name = slot.group(1);
            String value = switch (name) {
                case "nonce" -> NONCE;
                case "error" -> COMPLAINT + fill("error", Map.of("value", ERROR)) + COMPLAINT;
                default -> values.get(name);
            };
            if (value == null) {
                throw new IllegalArgumentException(version + " [" + section + "] has the unknown slot " + name);
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
