package io.github.claude4j.opentelemetry;

import static io.opentelemetry.api.common.AttributeKey.booleanKey;
import static io.opentelemetry.api.common.AttributeKey.doubleKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;
import java.util.List;

/**
 * Every name that is written, and whose it is. Those of {@code gen_ai} are of the GenAI conventions, first release v0.1.0 of their
 * own repository, as of November 2026; all of them have the status Development, so they may change. {@code error},
 * {@code server} and {@code http} are stable ones of the general conventions, v1.45. {@code anthropic} are names of the official
 * clients for what the conventions have no word for, and {@code claude4j} are our own.
 */
final class Names {
    /** The instrumentation scope. */
    static final String SCOPE = "io.github.claude4j";

    static final AttributeKey<String> OPERATION = stringKey("gen_ai.operation.name");
    static final AttributeKey<String> PROVIDER = stringKey("gen_ai.provider.name");
    static final AttributeKey<String> CONVERSATION = stringKey("gen_ai.conversation.id");
    static final AttributeKey<String> REQUEST_MODEL = stringKey("gen_ai.request.model");
    static final AttributeKey<Long> REQUEST_MAX_TOKENS = longKey("gen_ai.request.max_tokens");
    static final AttributeKey<Boolean> REQUEST_STREAM = booleanKey("gen_ai.request.stream");
    static final AttributeKey<Double> REQUEST_TEMPERATURE = doubleKey("gen_ai.request.temperature");
    static final AttributeKey<Double> REQUEST_TOP_P = doubleKey("gen_ai.request.top_p");
    static final AttributeKey<Long> REQUEST_TOP_K = longKey("gen_ai.request.top_k");
    static final AttributeKey<List<String>> REQUEST_STOP = stringArrayKey("gen_ai.request.stop_sequences");
    static final AttributeKey<String> REQUEST_REASONING = stringKey("gen_ai.request.reasoning.level");
    static final AttributeKey<String> OUTPUT_TYPE = stringKey("gen_ai.output.type");
    static final AttributeKey<String> RESPONSE_ID = stringKey("gen_ai.response.id");
    static final AttributeKey<String> RESPONSE_MODEL = stringKey("gen_ai.response.model");
    static final AttributeKey<List<String>> FINISH_REASONS = stringArrayKey("gen_ai.response.finish_reasons");
    static final AttributeKey<Double> FIRST_CHUNK = doubleKey("gen_ai.response.time_to_first_chunk");
    static final AttributeKey<Long> INPUT_TOKENS = longKey("gen_ai.usage.input_tokens");
    static final AttributeKey<Long> OUTPUT_TOKENS = longKey("gen_ai.usage.output_tokens");
    static final AttributeKey<Long> CACHE_READ_TOKENS = longKey("gen_ai.usage.cache_read.input_tokens");
    static final AttributeKey<Long> CACHE_WRITE_TOKENS = longKey("gen_ai.usage.cache_write.input_tokens");
    static final AttributeKey<Long> REASONING_TOKENS = longKey("gen_ai.usage.reasoning.output_tokens");
    static final AttributeKey<String> TOKEN_TYPE = stringKey("gen_ai.token.type");
    static final AttributeKey<String> TOKEN_MODALITY = stringKey("gen_ai.token.modality");
    static final AttributeKey<String> AGENT = stringKey("gen_ai.agent.name");
    static final AttributeKey<String> TOOL = stringKey("gen_ai.tool.name");
    static final AttributeKey<String> TOOL_TYPE = stringKey("gen_ai.tool.type");
    static final AttributeKey<String> TOOL_CALL = stringKey("gen_ai.tool.call.id");

    /** What was said: only where it is asked for. */
    static final AttributeKey<String> INSTRUCTIONS = stringKey("gen_ai.system_instructions");

    static final AttributeKey<String> INPUT_MESSAGES = stringKey("gen_ai.input.messages");
    static final AttributeKey<String> OUTPUT_MESSAGES = stringKey("gen_ai.output.messages");
    static final AttributeKey<String> TOOL_DEFINITIONS = stringKey("gen_ai.tool.definitions");
    static final AttributeKey<String> TOOL_ARGUMENTS = stringKey("gen_ai.tool.call.arguments");
    static final AttributeKey<String> TOOL_RESULT = stringKey("gen_ai.tool.call.result");

    static final AttributeKey<String> ERROR_TYPE = stringKey("error.type");
    static final AttributeKey<String> SERVER_ADDRESS = stringKey("server.address");
    static final AttributeKey<Long> SERVER_PORT = longKey("server.port");
    static final AttributeKey<String> HTTP_METHOD = stringKey("http.request.method");
    static final AttributeKey<Long> HTTP_STATUS = longKey("http.response.status_code");
    static final AttributeKey<Long> HTTP_RESENDS = longKey("http.request.resend_count");

    /** Status Development; the rest of {@code url} would name what is asked for. */
    static final AttributeKey<String> URL_TEMPLATE = stringKey("url.template");

    static final AttributeKey<String> REQUEST_ID = stringKey("anthropic.request.id");
    static final AttributeKey<String> ORGANIZATION_ID = stringKey("anthropic.organization.id");
    static final AttributeKey<String> WORKSPACE_ID = stringKey("anthropic.workspace.id");
    static final AttributeKey<String> SERVICE_TIER = stringKey("anthropic.request.service_tier");
    static final AttributeKey<String> THINKING = stringKey("anthropic.request.thinking.type");
    static final AttributeKey<Long> CACHE_5M = longKey("anthropic.usage.cache_creation.ephemeral_5m_input_tokens");
    static final AttributeKey<Long> CACHE_1H = longKey("anthropic.usage.cache_creation.ephemeral_1h_input_tokens");

    static final AttributeKey<String> API_OPERATION = stringKey("claude4j.operation");
    static final AttributeKey<Boolean> CANCELLED = booleanKey("claude4j.cancelled");
    static final AttributeKey<String> OUTCOME = stringKey("claude4j.run.outcome");
    static final AttributeKey<Long> TURNS = longKey("claude4j.run.turns");

    static final String CHAT = "chat";
    static final String INVOKE_AGENT = "invoke_agent";
    static final String EXECUTE_TOOL = "execute_tool";

    static final String DURATION = "gen_ai.client.inference.duration";
    static final String TIME_TO_FIRST_CHUNK = "gen_ai.client.inference.time_to_first_chunk";
    static final String TIME_PER_CHUNK = "gen_ai.client.inference.time_per_output_chunk";
    static final String USED_INPUT = "gen_ai.client.inference.usage.input_tokens";
    static final String USED_OUTPUT = "gen_ai.client.inference.usage.output_tokens";
    static final String USED_CACHE_READ = "gen_ai.client.inference.usage.cache_read.input_tokens";
    static final String USED_CACHE_WRITE = "gen_ai.client.inference.usage.cache_write.input_tokens";
    static final String USED_REASONING = "gen_ai.client.inference.usage.reasoning.output_tokens";
    static final String INPUT_A_CALL = "gen_ai.client.inference.operation.input_tokens";
    static final String OUTPUT_A_CALL = "gen_ai.client.inference.operation.output_tokens";
    static final String AGENT_DURATION = "gen_ai.invoke_agent.duration";
    static final String AGENT_CALLS = "gen_ai.invoke_agent.inference_calls";
    static final String AGENT_TOOL_CALLS = "gen_ai.invoke_agent.tool_calls";
    static final String TOOL_DURATION = "gen_ai.execute_tool.duration";

    /** As they were before v0.1.0, up to v1.41 of the general conventions: what most dashboards of 2026 show. */
    static final String OLDER_DURATION = "gen_ai.client.operation.duration";

    static final String OLDER_TIME_TO_FIRST_CHUNK = "gen_ai.client.operation.time_to_first_chunk";
    static final String OLDER_TIME_PER_CHUNK = "gen_ai.client.operation.time_per_output_chunk";
    static final String OLDER_TOKENS = "gen_ai.client.token.usage";

    private Names() {}
}
