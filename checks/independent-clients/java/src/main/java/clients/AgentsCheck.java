package clients;

import static clients.Check.check;
import static clients.Check.same;
import static clients.Check.that;
import static clients.Check.throwing;

import com.anthropic.core.JsonValue;
import com.anthropic.errors.NotFoundException;
import com.anthropic.models.beta.agents.AgentCreateParams;
import com.anthropic.models.beta.agents.AgentUpdateParams;
import com.anthropic.models.beta.agents.BetaManagedAgentsModel;
import com.anthropic.models.beta.environments.EnvironmentCreateParams;
import com.anthropic.models.beta.memorystores.MemoryStoreCreateParams;
import com.anthropic.models.beta.memorystores.memories.BetaManagedAgentsMemoryView;
import com.anthropic.models.beta.memorystores.memories.MemoryCreateParams;
import com.anthropic.models.beta.memorystores.memories.MemoryDeleteParams;
import com.anthropic.models.beta.memorystores.memories.MemoryRetrieveParams;
import com.anthropic.models.beta.memorystores.memories.MemoryUpdateParams;
import com.anthropic.models.beta.sessions.SessionCreateParams;
import com.anthropic.models.beta.sessions.events.BetaManagedAgentsUserMessageEventParams;
import com.anthropic.models.beta.sessions.events.EventSendParams;
import com.anthropic.models.beta.vaults.VaultCreateParams;
import com.anthropic.models.beta.vaults.credentials.BetaManagedAgentsStaticBearerCreateParams;
import com.anthropic.models.beta.vaults.credentials.CredentialCreateParams;
import com.anthropic.models.beta.vaults.credentials.CredentialRetrieveParams;
import com.anthropic.services.blocking.BetaService;
import java.util.Map;

/** Agents, environments, sessions, vaults and memory stores. */
final class AgentsCheck {
    private final BetaService beta;

    AgentsCheck(BetaService beta) {
        this.beta = beta;
    }

    void run() {
        check("beta.agents", this::agents);
        check("beta.environments", this::environments);
        check("beta.sessions", this::sessions);
        check("beta.sessions.events, streamed", this::events);
        check("beta.vaults", this::vaults);
        check("beta.memoryStores", this::memoryStores);
    }

    private String agent() {
        return beta.agents()
                .create(AgentCreateParams.builder()
                        .name("Helper")
                        .model(BetaManagedAgentsModel.of("claude-opus-5-5"))
                        .system("Help.")
                        .build())
                .validate()
                .id();
    }

    private void agents() {
        String id = agent();
        var agent = beta.agents().retrieve(id).validate();
        var changed = beta.agents()
                .update(
                        id,
                        AgentUpdateParams.builder()
                                .version(agent.version())
                                .name("Better helper")
                                .build())
                .validate();
        same("Better helper", changed.name());
        same("Help.", changed.system().orElseThrow());
        that(beta.agents().list().autoPager().stream().anyMatch(item -> item.validate().id().equals(id)), "no agent");
        that(beta.agents().versions().list(id).autoPager().stream().map(item -> item.validate()).count() > 1, "versions");
        that(beta.agents().archive(id).validate().archivedAt().isPresent(), "not archived");
    }

    private String environment() {
        EnvironmentCreateParams params = EnvironmentCreateParams.builder()
                .name("box")
                .putAdditionalBodyProperty("config", JsonValue.from(Map.of("type", "cloud")))
                .build();
        return beta.environments().create(params).validate().id();
    }

    private void environments() throws Exception {
        String id = environment();
        same("box", beta.environments().retrieve(id).validate().name());
        that(
                beta.environments().list().autoPager().stream()
                        .anyMatch(item -> item.validate().id().equals(id)),
                "no environment");
        that(beta.environments().archive(id).validate().archivedAt().isPresent(), "not archived");
        beta.environments().delete(id).validate();
        throwing(NotFoundException.class, () -> beta.environments().retrieve(id));
    }

    private String session() {
        SessionCreateParams params = SessionCreateParams.builder()
                .agent(agent())
                .environmentId(environment())
                .title("Talk")
                .build();
        return beta.sessions().create(params).validate().id();
    }

    private void sessions() throws Exception {
        String id = session();
        same("Talk", beta.sessions().retrieve(id).validate().title().orElseThrow());
        that(beta.sessions().list().autoPager().stream().anyMatch(item -> item.validate().id().equals(id)), "no session");
        that(beta.sessions().archive(id).validate().archivedAt().isPresent(), "not archived");
        beta.sessions().delete(id).validate();
        throwing(NotFoundException.class, () -> beta.sessions().retrieve(id));
    }

    private void events() {
        String id = session();
        boolean answered = false;
        try (var stream = beta.sessions().events().streamStreaming(id)) {
            beta.sessions()
                    .events()
                    .send(
                            id,
                            EventSendParams.builder()
                                    .addEvent(BetaManagedAgentsUserMessageEventParams.builder()
                                            .addTextContent("Hi")
                                            .build())
                                    .build())
                    .validate();
            for (var event : stream) {
                event.validate();
                answered |= event.isAgentMessage();
                if (event.isSessionStatusIdle()) {
                    break;
                }
            }
        }
        that(answered, "no agent.message");
        that(
                beta.sessions().events().list(id).autoPager().stream()
                        .anyMatch(event -> event.validate().isAgentMessage()),
                "no agent.message in the history");
    }

    private void vaults() throws Exception {
        var vault = beta.vaults()
                .create(VaultCreateParams.builder().displayName("Keys").build())
                .validate();
        var credential = beta.vaults()
                .credentials()
                .create(
                        vault.id(),
                        CredentialCreateParams.builder()
                                .auth(BetaManagedAgentsStaticBearerCreateParams.builder()
                                        .token("secret-token")
                                        .mcpServerUrl("https://mcp.example.com/")
                                        .build())
                                .build())
                .validate();
        that(!credential.toString().contains("secret-token"), "the secret");
        same(
                credential,
                beta.vaults()
                        .credentials()
                        .retrieve(
                                credential.id(),
                                CredentialRetrieveParams.builder().vaultId(vault.id()).build())
                        .validate());
        that(beta.vaults().list().autoPager().stream().anyMatch(item -> item.validate().id().equals(vault.id())), "no vault");
        that(beta.vaults().archive(vault.id()).validate().archivedAt().isPresent(), "not archived");
        beta.vaults().delete(vault.id()).validate();
        throwing(NotFoundException.class, () -> beta.vaults().retrieve(vault.id()));
    }

    private void memoryStores() throws Exception {
        String store = beta.memoryStores()
                .create(MemoryStoreCreateParams.builder().name("Notes").build())
                .validate()
                .id();
        var memories = beta.memoryStores().memories();
        String memory = memories.create(
                        store,
                        MemoryCreateParams.builder().path("/a.md").content("one").build())
                .validate()
                .id();
        memories.update(
                        memory,
                        MemoryUpdateParams.builder().memoryStoreId(store).content("two").build())
                .validate();
        MemoryRetrieveParams whole = MemoryRetrieveParams.builder()
                .memoryStoreId(store)
                .view(BetaManagedAgentsMemoryView.FULL)
                .build();
        same("two", memories.retrieve(memory, whole).validate().content().orElseThrow());
        memories.list(store).autoPager().stream().forEach(item -> item.validate());
        long versions = beta.memoryStores().memoryVersions().list(store).autoPager().stream()
                .map(item -> item.validate())
                .count();
        that(versions >= 2, versions + " versions");
        memories.delete(memory, MemoryDeleteParams.builder().memoryStoreId(store).build())
                .validate();
        throwing(NotFoundException.class, () -> memories.retrieve(memory, whole));
        that(beta.memoryStores().archive(store).validate().archivedAt().isPresent(), "not archived");
        beta.memoryStores().delete(store).validate();
    }
}
