# Repairs this workspace: .\production\recovery_tools.ps1 -Action CleanStuckTasks. Options of "employee recover" may follow.
param(
    [Parameter(Mandatory)][ValidateSet('CleanStuckTasks', 'ResetPending', 'RepairAudit', 'ClearErrorLogs', 'FullReset')][string]$Action,
    [Parameter(ValueFromRemainingArguments)][string[]]$Options = @()
)
$Command = @{ CleanStuckTasks = 'clean-stuck'; ResetPending = 'reset-pending'; RepairAudit = 'repair-audit'; ClearErrorLogs = 'clear-error-logs'; FullReset = 'full-reset' }[$Action]
employee --workspace (Split-Path -Parent $PSScriptRoot) recover $Command @Options
exit $LASTEXITCODE
