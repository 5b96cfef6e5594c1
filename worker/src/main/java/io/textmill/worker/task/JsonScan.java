package io.textmill.worker.task;

import java.util.ArrayList;
import java.util.List;

/**
 * The JSON roots in an answer: every balanced stretch from an outermost opening bracket to its closing one.
 *
 * @param roots in order of appearance
 * @param cutOff whether a bracket stays open at the end, or is closed by one of another kind, or there is no end of them: nothing in such an answer is
 *     to be trusted
 */
record JsonScan(List<Root> roots, boolean cutOff) {
    /** No honest answer has more. */
    private static final int MAX_ROOTS = 200;

    private static final String OPENING = "{[｛";

    JsonScan {
        roots = List.copyOf(roots);
    }

    /**
     * One root.
     *
     * @param start where it begins in the answer
     * @param end where it ends, exclusive
     * @param json the same with plain quotes and punctuation around names and values; what stands inside them is kept
     * @param doubtful whether an unescaped quote inside a value leaves open where the value ends
     */
    record Root(int start, int end, String json, boolean doubtful) {}

    static JsonScan of(String answer) {
        List<Root> roots = new ArrayList<>();
        for (int i = 0; i < answer.length(); i++) {
            if (!opens(answer, i)) {
                continue;
            }
            JsonReader reader = new JsonReader(answer, i);
            Root root = reader.read();
            if (root == null) {
                return new JsonScan(roots, true);
            }
            if (roots.size() == MAX_ROOTS) {
                return new JsonScan(roots, true);
            }
            roots.add(root);
            i = root.end() - 1;
        }
        return new JsonScan(roots, false);
    }

    /** A square bracket opens a root only before something JSON: prose has citations and links. */
    private static boolean opens(String answer, int at) {
        char c = answer.charAt(at);
        if (OPENING.indexOf(c) < 0) {
            return false;
        }
        if (c != '[') {
            return true;
        }
        int next = JsonReader.skipSpace(answer, at + 1);
        return next < answer.length() && "{[｛\"'“".indexOf(answer.charAt(next)) >= 0;
    }
}
