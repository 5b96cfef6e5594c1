package io.textmill.sandbox.provider;

import java.util.Arrays;
import java.util.Optional;

/** JumData's codes of answers without an answer. */
enum JumDataCode {
    NOTHING_FOUND("201", "没有找到对应解答", true),
    BAD_PARAMETER("400", "参数错误", false),
    BAD_ADDRESS("404", "接口地址不正确", false),
    MAINTENANCE("500", "系统维护，请稍候再试", false),
    NETWORK("502", "网络故障，请稍候再试", false),
    NOT_SUBSCRIBED("601", "接口未开通", false),
    ACCOUNT_STOPPED("602", "账号停用", false),
    BALANCE_TOO_LOW("603", "余额不足请充值", false),
    INTERFACE_STOPPED("604", "接口停用", false),
    CALL_LIMIT("606", "调用超限，请稍候再试", false),
    ADDRESS_NOT_LISTED("607", "ip不在白名单", false),
    TOO_FREQUENT("609", "请求过于频繁，请稍候再试", false),
    TIMEOUT("610", "请求超时", false);

    private final String number;
    private final String message;
    private final boolean charged;

    JumDataCode(String number, String message, boolean charged) {
        this.number = number;
        this.message = message;
        this.charged = charged;
    }

    String number() {
        return number;
    }

    String message() {
        return message;
    }

    boolean charged() {
        return charged;
    }

    static Optional<JumDataCode> ofNumber(String number) {
        return Arrays.stream(values())
                .filter(code -> code.number.equals(number))
                .findFirst();
    }
}
