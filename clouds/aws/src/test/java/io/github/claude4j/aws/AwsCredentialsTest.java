package io.github.claude4j.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.errors.InvalidParamsException;
import org.junit.jupiter.api.Test;

class AwsCredentialsTest {
    @Test
    void credentials_showNothingSecret_andAreChecked() {
        assertThat(AwsCredentials.of("AKIA1", "verysecret", "tokentoken").toString())
                .contains("AKIA1")
                .doesNotContain("verysecret", "tokentoken");
        assertThatThrownBy(() -> AwsCredentials.of("", "s"))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageContaining("accessKeyId");
        assertThatThrownBy(() -> AwsCredentials.of("a", "s\n"))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageContaining("secretAccessKey")
                .hasMessageNotContaining("s\n");
    }
}
