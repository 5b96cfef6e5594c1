package io.textmill.sandbox.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokensTest {

    @Test
    void countsOneForFourAsciiCharactersAndOneForEachOther() {
        assertThat(Tokens.count("")).isZero();
        assertThat(Tokens.count("abcde")).isEqualTo(2);
        assertThat(Tokens.count("你好 ok")).isEqualTo(3);
        assertThat(Tokens.count("👍")).isEqualTo(1);
    }

    @Test
    void cutsToTheLongestBeginningThatFits() {
        assertThat(Tokens.first(1, "abcdef")).isEqualTo("abcd");
        assertThat(Tokens.first(2, "你好吗")).isEqualTo("你好");
        assertThat(Tokens.first(9, "short")).isEqualTo("short");
    }

    @Test
    void neverCutsACharacterInHalf() {
        assertThat(Tokens.first(1, "👍👍")).isEqualTo("👍");
    }
}
