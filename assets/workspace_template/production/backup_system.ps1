# Makes a backup of this workspace. Options of "employee backup create" may follow.
employee --workspace (Split-Path -Parent $PSScriptRoot) backup create @args
exit $LASTEXITCODE
