package io.textmill.sandbox.provider;

import io.textmill.sandbox.http.Form;
import io.textmill.sandbox.http.Request;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** Juhe ChatGPT: a question of at most 512 UTF-16 units in the query or in a form. Errors come under HTTP 200. */
final class Juhe implements Vendor {

    private static final int LONGEST_QUESTION = 512;
    private static final Set<String> PARAMETERS = Set.of("key", "q", "chat_id");
    private static final Pattern CHAT_ID = Pattern.compile("|[0-9A-Za-z]{6,32}");
    private static final String SUCCESS = "0";

    private final Credentials credentials;
    private final Ids ids = new Ids();

    Juhe(Credentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public Inquiry read(Request request, Instant now) {
        checkProtocol(request);
        var form = FormRequest.parameters(request)
                .orElseThrow(() -> invalid("the parameters are not percent-encoded UTF-8"));
        FormRequest.unexpected(form, PARAMETERS).ifPresent(name -> {
            throw invalid("unknown or repeated parameter " + name);
        });
        if (!FormRequest.value(form, "key").equals(credentials.key())) {
            throw new Refusal(error(JuheCode.BAD_KEY, JuheCode.BAD_KEY.reason()));
        }
        return question(form, now);
    }

    private Inquiry question(Form form, Instant now) {
        if (!CHAT_ID.matcher(FormRequest.value(form, "chat_id")).matches()) {
            throw invalid("chat_id must be 6 to 32 letters or digits");
        }
        var question = FormRequest.value(form, "q");
        if (question.isBlank() || question.length() > LONGEST_QUESTION) {
            throw new Refusal(error(JuheCode.BAD_INPUT, JuheCode.BAD_INPUT.reason()));
        }
        var prompt = new Inquiry.Prompt(null, question, question.length(), AnswerForm.ANY);
        return new Inquiry.Question(prompt, (answer, shape) -> answer(answer, shape, ids.orderId(now)));
    }

    private static void checkProtocol(Request request) {
        if (!request.path().equals("/chatgpt/query")) {
            throw new Refusal(Spoken.bare(404, "<html>404 Not Found</html>"));
        }
        boolean isPost = request.method().equals("POST");
        if (!isPost && !request.method().equals("GET")) {
            throw new Refusal(Spoken.bare(405, "<html>405 Method Not Allowed</html>"));
        }
        boolean saysType = request.headers().first("Content-Type").isPresent();
        if ((isPost || saysType) && !FormRequest.isForm(request)) {
            throw new Refusal(Spoken.bare(415, "<html>415 Unsupported Media Type</html>"));
        }
    }

    @Override
    public Spoken code(String code) {
        return JuheCode.ofNumber(code)
                .map(known -> error(known, known.reason()))
                .or(() -> JuheCode.ofOld(code).map(Juhe::oldError))
                .orElseThrow(() -> new IllegalArgumentException("Juhe has no code " + code));
    }

    @Override
    public Set<String> codes() {
        var codes = new HashSet<String>();
        for (var code : JuheCode.values()) {
            codes.add(code.number());
            if (code.isOld()) {
                codes.add(code.old());
            }
        }
        return codes;
    }

    @Override
    public Set<Shape> shapes() {
        return Set.of(Shape.PLAIN, Shape.CODES_AS_STRINGS, Shape.OLD, Shape.SPLIT, Shape.EMPTY);
    }

    @Override
    public Spoken limited(Limiter.Refused refused) {
        var code = switch (refused.limit()) {
            case RATE, TOKENS, IN_FLIGHT -> JuheCode.ADDRESS_LIMIT;
            case DAY -> JuheCode.COUNT_LIMIT;
            case BALANCE -> JuheCode.TEST_KEY_LIMIT;
        };
        return error(code, code.reason());
    }

    private static Spoken answer(String text, Shape shape, String id) {
        var document = Json.object();
        if (shape == Shape.OLD) {
            document.put("resultcode", "200");
        }
        document.put("reason", "success");
        var result = document.putObject("result");
        result.put(shape == Shape.OLD ? "orderid" : "order_id", id);
        var elements = result.putArray("resp");
        pieces(text, shape).forEach(elements::add);
        putCode(document, SUCCESS, shape);
        return Spoken.answer(FormRequest.JSON, document.toString(), id, SUCCESS);
    }

    private static List<String> pieces(String text, Shape shape) {
        if (shape == Shape.EMPTY) {
            return List.of();
        }
        if (shape == Shape.SPLIT) {
            // Between code points: a vendor splits text, not characters.
            int middle = text.offsetByCodePoints(0, text.codePointCount(0, text.length()) / 2);
            return List.of(text.substring(0, middle), text.substring(middle));
        }
        return List.of(text);
    }

    private static void putCode(ObjectNode document, String code, Shape shape) {
        if (shape == Shape.CODES_AS_STRINGS) {
            document.put("error_code", code);
        } else {
            document.put("error_code", Integer.parseInt(code));
        }
    }

    private static Spoken error(JuheCode code, String reason) {
        var document = Json.object();
        document.put("reason", reason).putNull("result");
        putCode(document, code.number(), Shape.PLAIN);
        return Spoken.refusal(200, FormRequest.JSON, document.toString(), code.number());
    }

    private static Spoken oldError(JuheCode code) {
        var document = Json.object();
        document.put("resultcode", code.old()).put("reason", code.reason()).putNull("result");
        return Spoken.refusal(200, FormRequest.JSON, document.toString(), code.old());
    }

    private static Refusal invalid(String why) {
        return new Refusal(error(JuheCode.BAD_INPUT, why));
    }
}
