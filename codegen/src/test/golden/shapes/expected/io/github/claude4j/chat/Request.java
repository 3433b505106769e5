// Generated from spec/chat.yaml by codegen; edit that file instead.
package io.github.claude4j.chat;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.claude4j.ApiObject;
import io.github.claude4j.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** An object of the API. */
public final class Request extends ApiObject {
    private Request(JsonObject json) {
        super(json);
    }

    /** A view over this JSON. */
    @JsonCreator
    public static Request of(JsonObject json) {
        return new Request(json);
    }

    /** One with this prompt. */
    public static Request of(String prompt) {
        return builder().prompt(prompt).build();
    }

    /** A builder without any field. */
    public static Builder builder() {
        return new Builder(JsonObject.builder());
    }

    /** A builder that begins with the fields of this. */
    public Builder toBuilder() {
        return new Builder(json().toBuilder());
    }

    public List<Block> prompt() {
        return textOrList("prompt", Block::of);
    }

    public Optional<Container> container() {
        return optionalValue("container", Container::of);
    }

    public Optional<Value> value() {
        return optionalValue("value", Value::of);
    }

    public List<Value> values() {
        return values("values", Value::of);
    }

    public Keep keep() {
        return value("keep", Keep::of);
    }

    public Optional<EffortChoice> effort() {
        return optionalValue("effort", EffortChoice::of);
    }

    /** Builds a {@link Request}. */
    public static final class Builder extends ApiObject.Builder<Builder> {
        private Builder(JsonObject.Builder json) {
            super(json);
        }

        public Builder prompt(String prompt) {
            return set("prompt", prompt);
        }

        public Builder prompt(List<? extends Block> prompt) {
            return set("prompt", prompt);
        }

        public Builder addPrompt(Block prompt) {
            return addBlock("prompt", prompt);
        }

        public Builder addPrompt(Consumer<Block.Builder> prompt) {
            Block.Builder builder = Block.builder();
            prompt.accept(builder);
            return addPrompt(builder.build());
        }

        public Builder container(Container container) {
            return set("container", container);
        }

        public Builder container(String container) {
            return set("container", container);
        }

        public Builder container(Consumer<ContainerConfig.Builder> container) {
            ContainerConfig.Builder builder = ContainerConfig.builder();
            container.accept(builder);
            return container(builder.build());
        }

        public Builder value(Value value) {
            return set("value", value);
        }

        public Builder value(String value) {
            return set("value", value);
        }

        public Builder value(boolean value) {
            return set("value", value);
        }

        public Builder value(long value) {
            return set("value", value);
        }

        public Builder value(double value) {
            return set("value", value);
        }

        public Builder value(List<String> value) {
            return set("value", value);
        }

        public Builder values(List<? extends Value> values) {
            return set("values", values);
        }

        public Builder addValue(Value value) {
            return add("values", value);
        }

        public Builder addValue(String value) {
            return add("values", value);
        }

        public Builder addValue(boolean value) {
            return add("values", value);
        }

        public Builder addValue(long value) {
            return add("values", value);
        }

        public Builder addValue(double value) {
            return add("values", value);
        }

        public Builder addValue(List<String> value) {
            return add("values", value);
        }

        public Builder keep(Keep keep) {
            return set("keep", keep);
        }

        public Builder keep(String keep) {
            return set("keep", keep);
        }

        public Builder effort(EffortChoice effort) {
            return set("effort", effort);
        }

        public Builder effort(Effort effort) {
            return set("effort", effort);
        }

        public Builder effort(String effort) {
            return set("effort", effort);
        }

        public Builder effort(List<? extends Block> effort) {
            return set("effort", effort);
        }

        /** The object, once every required field is there. */
        public Request build() {
            return of(build("Request", "prompt", "keep"));
        }
    }
}
