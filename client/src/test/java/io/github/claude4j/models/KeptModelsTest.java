package io.github.claude4j.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Models that are kept for as long as is wanted. */
class KeptModelsTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private Instant now = Instant.parse("2026-11-20T12:00:00Z");
    private int lists;
    private int singles;
    private final KeptModels kept = new KeptModels(new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    private Stream<ModelInfo> list() {
        lists++;
        return Stream.of(model("a"), model("b"));
    }

    private ModelInfo get(String id) {
        return kept.get(HOUR, id, this::list, () -> {
            singles++;
            return model("resolved-" + id);
        });
    }

    private static ModelInfo model(String id) {
        return ModelInfo.of(JsonObject.of("id", id));
    }

    @Test
    void list_withinTheHour_asksOnce() {
        kept.list(HOUR, this::list);
        now = now.plus(Duration.ofMinutes(59));

        assertThat(kept.list(HOUR, this::list)).extracting(ModelInfo::id).containsExactly("a", "b");
        assertThat(lists).isOne();
    }

    @Test
    void list_afterAnHour_asksAgain() {
        kept.list(HOUR, this::list);
        now = now.plus(Duration.ofMinutes(60));
        kept.list(HOUR, this::list);

        assertThat(lists).isEqualTo(2);
    }

    @Test
    void list_ofAnotherAge_asksAgainAsSoonAsThatIsOver() {
        kept.list(HOUR, this::list);
        now = now.plus(Duration.ofMinutes(2));
        kept.list(Duration.ofMinutes(3), this::list);
        assertThat(lists).isOne();

        kept.list(Duration.ofMinutes(2), this::list);
        kept.list(HOUR, this::list);
        assertThat(lists).isEqualTo(2);

        kept.list(Duration.ZERO, this::list);
        kept.list(Duration.ZERO, this::list);
        assertThat(lists).isEqualTo(4);
    }

    @Test
    void get_listedModel_needsNoRequestOfItsOwn() {
        assertThat(get("b").id()).isEqualTo("b");
        assertThat(lists).isOne();
        assertThat(singles).isZero();
    }

    @Test
    void get_alias_isAskedForOnce() {
        assertThat(get("latest").id()).isEqualTo("resolved-latest");
        assertThat(get("latest").id()).isEqualTo("resolved-latest");
        assertThat(singles).isOne();
    }

    @Test
    void clear_forgetsListAndAliases() {
        get("latest");
        kept.clear();
        get("latest");

        assertThat(lists).isEqualTo(2);
        assertThat(singles).isEqualTo(2);
    }
}
