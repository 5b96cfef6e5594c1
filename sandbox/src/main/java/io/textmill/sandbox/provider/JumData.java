package io.textmill.sandbox.provider;

import io.textmill.sandbox.http.Form;
import io.textmill.sandbox.http.Request;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;

/** JumData ChatGPT-4: a signed form with a question of at most 512 UTF-8 bytes. Errors come under HTTP 200. */
final class JumData implements Vendor {

    private static final int LONGEST_QUESTION_BYTES = 512;
    /** How far a client's clock may be off. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    private static final Set<String> CHAT_PARAMETERS = Set.of("appId", "timestamp", "sign", "content");
    private static final Set<String> BALANCE_PARAMETERS = Set.of("appId", "timestamp", "sign");
    private static final String SUCCESS = "200";

    private final Credentials credentials;
    private final Ids ids = new Ids();

    JumData(Credentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public Inquiry read(Request request, Instant now) {
        return switch (request.path()) {
            case "/ai/gpt/chat/4" -> question(request, now);
            case "/assistant/balance" -> {
                checkMethod(request, "GET");
                checkSignature(parameters(request, BALANCE_PARAMETERS), now);
                yield new Inquiry.Balance();
            }
            default -> throw new Refusal(code(JumDataCode.BAD_ADDRESS.number()));
        };
    }

    private Inquiry question(Request request, Instant now) {
        checkMethod(request, "POST");
        if (!FormRequest.isForm(request)) {
            throw invalid("Content-Type must be application/x-www-form-urlencoded");
        }
        if (!request.query().isEmpty()) {
            throw invalid("parameters belong in the body");
        }
        var form = parameters(request, CHAT_PARAMETERS);
        checkSignature(form, now);
        var content = FormRequest.value(form, "content");
        int size = content.getBytes(StandardCharsets.UTF_8).length;
        if (content.isBlank()) {
            throw invalid("对话内容不能为空");
        }
        if (size > LONGEST_QUESTION_BYTES) {
            throw invalid("对话内容不能超过512个字节");
        }
        var prompt = new Inquiry.Prompt(null, content, size, AnswerForm.ANY);
        return new Inquiry.Question(prompt, (answer, shape) -> answer(answer, shape, ids.taskNo()));
    }

    private static void checkMethod(Request request, String method) {
        if (!request.method().equals(method)) {
            throw invalid("the method must be " + method);
        }
    }

    private static Form parameters(Request request, Set<String> known) {
        var form = FormRequest.parameters(request)
                .orElseThrow(() -> invalid("the parameters are not percent-encoded UTF-8"));
        FormRequest.unexpected(form, known).ifPresent(name -> {
            throw invalid("unknown or repeated parameter " + name);
        });
        known.stream().filter(name -> form.all(name).isEmpty()).findFirst().ifPresent(name -> {
            throw invalid("missing parameter " + name);
        });
        return form;
    }

    private void checkSignature(Form form, Instant now) {
        if (!FormRequest.value(form, "appId").equals(credentials.appId())) {
            throw new Refusal(code(JumDataCode.NOT_SUBSCRIBED.number()));
        }
        var timestamp = FormRequest.value(form, "timestamp");
        if (!timestamp.matches("[0-9]{1,18}")) {
            throw invalid("timestamp must be a number of ms");
        }
        var skew = Duration.between(Instant.ofEpochMilli(Long.parseLong(timestamp)), now)
                .abs();
        if (skew.compareTo(CLOCK_TOLERANCE) > 0) {
            throw invalid("timestamp is off by " + skew);
        }
        var expected = sha256(credentials.appId() + credentials.appSecret() + timestamp);
        if (!FormRequest.value(form, "sign").equals(expected)) {
            throw invalid("签名错误");
        }
    }

    @Override
    public Spoken code(String code) {
        var known = JumDataCode.ofNumber(code)
                .orElseThrow(() -> new IllegalArgumentException("JumData has no code " + code));
        return known.charged() ? nothingFound(known) : error(known, known.message());
    }

    @Override
    public Set<String> codes() {
        return Arrays.stream(JumDataCode.values()).map(JumDataCode::number).collect(Collectors.toSet());
    }

    @Override
    public Set<Shape> shapes() {
        return Set.of(Shape.PLAIN, Shape.CODES_AS_STRINGS, Shape.EMPTY);
    }

    @Override
    public Spoken limited(Limiter.Refused refused) {
        return code(
                switch (refused.limit()) {
                    case RATE, TOKENS -> JumDataCode.TOO_FREQUENT.number();
                    case IN_FLIGHT, DAY -> JumDataCode.CALL_LIMIT.number();
                    case BALANCE -> JumDataCode.BALANCE_TOO_LOW.number();
                });
    }

    @Override
    public Spoken balance(BigDecimal balance) {
        var document = Json.object();
        document.put("code", 200).put("msg", "成功").put("data", balance).put("taskNo", ids.taskNo());
        return Spoken.answer(FormRequest.JSON, document.toString(), "", SUCCESS);
    }

    private static Spoken answer(String text, Shape shape, String id) {
        var document = Json.object();
        if (shape == Shape.CODES_AS_STRINGS) {
            document.put("code", SUCCESS);
        } else {
            document.put("code", 200);
        }
        document.put("message", "成功").put("charge", true).put("taskNo", id);
        document.put("data", shape == Shape.EMPTY ? "" : text);
        return Spoken.answer(FormRequest.JSON, document.toString(), id, SUCCESS);
    }

    private Spoken nothingFound(JumDataCode code) {
        var id = ids.taskNo();
        var document = Json.object();
        document.put("code", Integer.parseInt(code.number())).put("message", code.message());
        document.put("charge", true).put("taskNo", id).put("data", "");
        return Spoken.answer(FormRequest.JSON, document.toString(), id, code.number());
    }

    private static Spoken error(JumDataCode code, String message) {
        var document = Json.object();
        document.put("msg", message).put("code", Integer.parseInt(code.number()));
        return Spoken.refusal(200, FormRequest.JSON, document.toString(), code.number());
    }

    private static Refusal invalid(String why) {
        return new Refusal(error(JumDataCode.BAD_PARAMETER, why));
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
