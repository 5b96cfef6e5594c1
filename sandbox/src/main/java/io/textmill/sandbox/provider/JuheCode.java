package io.textmill.sandbox.provider;

import java.util.Arrays;
import java.util.Optional;

/** Juhe's error codes, each with its form in the older interface where it had one. */
enum JuheCode {
    BAD_INPUT("274701", "", "输入的内容为空或内容过长"),
    QUERY_FAILED("274702", "", "查询失败"),
    UPSTREAM_NETWORK("274703", "", "数据源网络异常，请重试"),
    CANNOT_ANSWER("274704", "", "该内容暂时无法回答"),
    BAD_KEY("10001", "101", "错误的请求KEY"),
    NO_PERMISSION("10002", "102", "该KEY无请求权限"),
    KEY_EXPIRED("10003", "103", "KEY过期"),
    BAD_OPENID("10004", "104", "错误的OPENID"),
    NOT_REVIEWED("10005", "105", "应用未审核超时，请提交认证"),
    UNKNOWN_SOURCE("10007", "107", "未知的请求源"),
    ADDRESS_BANNED("10008", "108", "被禁止的IP"),
    KEY_BANNED("10009", "109", "被禁止的KEY"),
    ADDRESS_LIMIT("10011", "111", "当前IP请求超过限制"),
    COUNT_LIMIT("10012", "112", "请求超过次数限制"),
    TEST_KEY_LIMIT("10013", "113", "测试KEY超过请求限制"),
    INTERNAL("10014", "114", "系统内部异常"),
    MAINTENANCE("10020", "120", "接口维护"),
    CLOSED("10021", "121", "接口停用");

    private final String number;
    private final String old;
    private final String reason;

    JuheCode(String number, String old, String reason) {
        this.number = number;
        this.old = old;
        this.reason = reason;
    }

    String number() {
        return number;
    }

    String reason() {
        return reason;
    }

    /** The code of that number. */
    static Optional<JuheCode> ofNumber(String number) {
        return Arrays.stream(values())
                .filter(code -> code.number.equals(number))
                .findFirst();
    }

    /** The code of that number in the older interface. */
    static Optional<JuheCode> ofOld(String number) {
        return Arrays.stream(values())
                .filter(code -> !number.isEmpty() && code.old.equals(number))
                .findFirst();
    }

    /** Whether it had a number in the older interface. */
    boolean isOld() {
        return !old.isEmpty();
    }

    String old() {
        return old;
    }
}
